package org.initlab.experiments.arpit2019;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Scale;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Parameters;
import org.initlab.experiments.Alterations;
import org.initlab.experiments.AlteredBackend;
import org.initlab.experiments.InMemoryContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of Hessians at smoke scale with seed 1, whose check states its rate. */
class HessianNormsTest {
  private static final CompileOptions FLOAT64 = CompileOptions.cpu(Precision.FLOAT64);
  private static final Backend NATIVE = new NativeBackend();

  private static InMemoryContext context;
  private static Result result;

  @BeforeAll
  static void runOnce() {
    context = InMemoryContext.of(Scale.SMOKE, 1, FLOAT64, NATIVE);
    result = new HessianNorms().run(context);
  }

  @Test
  void theProposedSchemeIsFarBelowTheDataDependentOne() {
    assertThat(result.checks()).hasSize(1);
    assertThat(failures(result)).isEmpty();
    Table table = result.tables().get(0);
    assertThat(table.rows()).hasSize(4);
    for (int row = 0; row < 4; row++) {
      assertThat(table.real(row, "log10") * Math.log(10))
          .isCloseTo(table.real(row, "ln"), within(1e-12));
      assertThat(table.real(row, "ln_sd")).as("the networks differ").isPositive();
    }
    assertThat(table.real(0, "published")).isEqualTo(9.56);
    assertThat(table.real(2, "published")).as("Hanin: not published").isNaN();
  }

  /** Gains √2 times too large in every layer make the proposed scheme one that explodes. */
  @Test
  void aWrongGainFailsTheOrder() {
    Backend wrong =
        AlteredBackend.ofWeights(
            "native", NATIVE, p -> withoutBiases(p) ? Alterations.scaledGains(p, Math.sqrt(2)) : p);
    Result broken = new HessianNorms().run(InMemoryContext.of(Scale.SMOKE, 1, FLOAT64, wrong));
    assertThat(failures(broken))
        .containsExactly("resnet-20-orthogonal_proposed-below-orthogonal_datadep");
  }

  @Test
  void anEngineThatRoundsToFloatDisagrees() {
    Backend rounded = AlteredBackend.ofWeights("rounded", NATIVE, Alterations::roundedToFloat);
    Result both = new HessianNorms().run(context.resumed(context.units(), NATIVE, rounded));
    assertThat(failures(both)).containsExactly("agreement-rounded");
  }

  /** Gains 1e-3 too large: 16,000 unit roundoffs of float32 (2⁻²⁴). */
  @Test
  void inFloat32AGainThatIsSlightlyWrongDisagrees() {
    CompileOptions float32 = CompileOptions.cpu(Precision.FLOAT32);
    Backend slightly =
        AlteredBackend.ofWeights("slightly", NATIVE, p -> Alterations.scaledGains(p, 1.001));
    Result both =
        new HessianNorms().run(InMemoryContext.of(Scale.SMOKE, 1, float32, NATIVE, slightly));
    assertThat(failures(both)).containsExactly("agreement-slightly");
  }

  /** A whole network that no data was looked at for: data-dependent schemes alone set biases. */
  private static boolean withoutBiases(Parameters p) {
    return p.contains("final_layer.weight")
        && p.contains("backbone_model.0.bias")
        && Arrays.stream(p.get("backbone_model.0.bias").data()).allMatch(b -> b == 0);
  }

  private static List<String> failures(Result result) {
    return result.checks().stream()
        .filter(c -> c.verdict() == Check.Verdict.FAIL)
        .map(Check::id)
        .toList();
  }
}
