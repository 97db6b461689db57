package org.initlab.experiments.schoenholz2017;

import static org.assertj.core.api.Assertions.assertThat;
import static org.initlab.experiments.SmokeRun.NATIVE;
import static org.initlab.experiments.SmokeRun.failures;

import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Result;
import org.initlab.experiments.SmokeRun;
import org.junit.jupiter.api.Test;

/** The experiments at smoke scale, seed 1; every check has a false-failure rate of 1e-4. */
class Schoenholz2017Test {
  @Test
  void depthScalesAreMeasured() {
    Result right = SmokeRun.of("schoenholz2017-depth-scale", NATIVE);
    assertThat(failures(right)).isEmpty();
    assertThat(right.checks()).extracting(Check::id).doesNotHaveDuplicates().hasSize(20);
  }

  /** Weights that are a fifth too large move ξ_c across the edge of chaos and gradients by 0.36. */
  @Test
  void wrongWeightsAreCaught() {
    assertThat(failures(SmokeRun.of("schoenholz2017-depth-scale", SmokeRun.withScaledWeights(1.2))))
        .filteredOn(id -> id.startsWith("xi-c"))
        .hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void gradientsGrowByChi1() {
    Result right = SmokeRun.of("schoenholz2017-gradients", NATIVE);
    assertThat(failures(right)).isEmpty();
    Result wrong = SmokeRun.of("schoenholz2017-gradients", SmokeRun.withScaledWeights(1.2));
    assertThat(failures(wrong)).contains("growth-sigma-w-1.0", "growth-sigma-w-1.3");
  }

  @Test
  void theEdgeOfChaosIsWhereGradientsKeepTheirNorm() {
    Result right = SmokeRun.of("schoenholz2017-phase-diagram", NATIVE);
    assertThat(failures(right)).isEmpty();
    Result wrong = SmokeRun.of("schoenholz2017-phase-diagram", SmokeRun.withScaledWeights(1.2));
    assertThat(failures(wrong)).hasSize(right.checks().size());
  }

  /** Weights of a third are deep in the ordered phase: nothing deep trains any more. */
  @Test
  void onlyNetworksNearTheEdgeOfChaosTrainDeep() {
    assertThat(failures(SmokeRun.of("schoenholz2017-trainability", NATIVE))).isEmpty();
    assertThat(
            failures(SmokeRun.of("schoenholz2017-trainability", SmokeRun.withScaledWeights(0.33))))
        .contains("edge-of-chaos-trains-deepest");
  }
}
