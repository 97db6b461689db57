package org.initlab.experiments.poole2016;

import static org.assertj.core.api.Assertions.assertThat;
import static org.initlab.experiments.SmokeRun.NATIVE;
import static org.initlab.experiments.SmokeRun.failures;

import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Result;
import org.initlab.experiments.Alterations;
import org.initlab.experiments.AlteredBackend;
import org.initlab.experiments.SmokeRun;
import org.junit.jupiter.api.Test;

/**
 * The experiments at smoke scale, seed 1; every check has a false-failure rate of 1e-4. Their
 * theory is tested in core.
 */
class Poole2016Test {
  @Test
  void lengthsFollowTheLengthMap() {
    Result right = SmokeRun.of("poole2016-length-map", NATIVE);
    assertThat(failures(right)).isEmpty();
    assertThat(right.checks()).extracting(Check::id).doesNotHaveDuplicates();
    Result wrong = SmokeRun.of("poole2016-length-map", SmokeRun.withScaledWeights(1.2));
    assertThat(failures(wrong)).hasSize(right.checks().size());
  }

  /** Weights off by a fifth move c hardly in one layer, but where it tends to. */
  @Test
  void correlationsFollowTheCorrelationMap() {
    Result right = SmokeRun.of("poole2016-correlation-map", NATIVE);
    assertThat(failures(right)).isEmpty();
    assertThat(right.checks()).extracting(Check::id).doesNotHaveDuplicates();
    assertThat(failures(SmokeRun.of("poole2016-correlation-map", SmokeRun.withScaledWeights(1.2))))
        .contains("sigma-w-1.3-trajectory", "sigma-w-2.5-trajectory");
  }

  /** A second engine is held to theory too, under names of its own. */
  @Test
  void everyBackendIsChecked() {
    Backend second = AlteredBackend.ofWeights("second", NATIVE, p -> Alterations.allScaled(p, 1.2));
    Result both = SmokeRun.of("poole2016-length-map", NATIVE, second);
    assertThat(failures(both)).hasSize(6).allMatch(id -> id.endsWith("-second"));
    assertThat(both.tables())
        .extracting(t -> t.id())
        .isEqualTo(List.of("poole2016-length-map", "poole2016-length-map-second"));
  }

  @Test
  void theCircleGrowsAndBendsAsPredicted() {
    Result right = SmokeRun.of("poole2016-manifold", NATIVE);
    assertThat(failures(right)).isEmpty();
    assertThat(failures(SmokeRun.of("poole2016-manifold", SmokeRun.withScaledWeights(1.2))))
        .contains("sigma-w-1.3-length", "sigma-w-1.3-curvature");
  }

  @Test
  void nothingTrainsSoEverythingIsFloat64() {
    assertThat(SmokeRun.experiment("poole2016-length-map").precision())
        .isEqualTo(Precision.FLOAT64);
  }
}
