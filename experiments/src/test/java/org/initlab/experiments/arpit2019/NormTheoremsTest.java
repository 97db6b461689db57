package org.initlab.experiments.arpit2019;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Scale;
import org.initlab.core.experiment.Series;
import org.initlab.core.network.Parameters;
import org.initlab.experiments.Alterations;
import org.initlab.experiments.AlteredBackend;
import org.initlab.experiments.InMemoryContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The theorems at smoke scale with seed 1: 36 statistical checks with a false-failure rate of 1e-4
 * each.
 */
class NormTheoremsTest {
  private static final CompileOptions FLOAT64 = CompileOptions.cpu(Precision.FLOAT64);
  private static final Backend NATIVE = new NativeBackend();

  private static InMemoryContext context;
  private static Result result;

  @BeforeAll
  static void runOnce() {
    context = InMemoryContext.of(Scale.SMOKE, 1, FLOAT64, NATIVE);
    result = new NormTheorems().run(context);
  }

  @Test
  void everyCheckPasses() {
    assertThat(failures(result)).isEmpty();
    // K_n, and 4 sizes × 3 ensembles × (forward mean and variance, backward mean).
    assertThat(result.checks()).hasSize(1 + 4 * 3 * 3);
    assertThat(result.checks()).extracting(Check::id).doesNotHaveDuplicates();
  }

  @Test
  void everyPointHasItsErrorBarAndItsClosedForm() {
    assertThat(result.figures().get(0).panels()).hasSize(3);
    for (var panel : result.figures().get(0).panels()) {
      List<Series> points = style(panel.series(), Series.Style.POINTS);
      assertThat(points).hasSize(3);
      assertThat(style(panel.series(), Series.Style.THEORY)).hasSize(3);
      for (Series s : points) {
        assertThat(s.x()).containsExactly(2, 5, 10, 50);
        for (double e : s.error()) assertThat(e).isPositive();
      }
    }
  }

  @Test
  void finishedUnitsAreReplayed() {
    Backend backend =
        AlteredBackend.ofWeights(
            "native",
            NATIVE,
            p -> {
              throw new AssertionError("a finished unit was computed again");
            });
    Result replayed = new NormTheorems().run(context.resumed(context.units(), backend));
    assertThat(replayed.tables()).isEqualTo(result.tables());
    assertThat(replayed.checks()).isEqualTo(result.checks());
  }

  @Test
  void aGainOffBySqrt2FailsEveryMean() {
    Backend wrong =
        AlteredBackend.ofWeights("native", NATIVE, p -> Alterations.scaledGains(p, Math.sqrt(2)));
    assertThat(failures(run(wrong))).filteredOn(id -> id.endsWith("-mean")).hasSize(24);
  }

  @Test
  void missingMasksFailEveryBackwardMean() {
    Backend wrong = AlteredBackend.ofGradients("native", NATIVE, Alterations::withoutMasks);
    assertThat(failures(run(wrong))).hasSize(12).allMatch(id -> id.endsWith("backward-mean"));
  }

  @Test
  void backendsAreComparedNetworkByNetwork() {
    Result both =
        run(
            NATIVE,
            AlteredBackend.renamed("second", NATIVE),
            AlteredBackend.ofWeights("rounded", NATIVE, NormTheoremsTest::rounded));
    assertThat(both.tables().get(1).rows()).hasSize(3 * 12 * 2);
    assertThat(failures(both))
        .containsExactly("agreement-native-rounded", "agreement-second-rounded");
  }

  private static Parameters rounded(Parameters parameters) {
    return Alterations.roundedToFloat(parameters);
  }

  private static Result run(Backend... backends) {
    return new NormTheorems().run(InMemoryContext.of(Scale.SMOKE, 1, FLOAT64, backends));
  }

  private static List<String> failures(Result result) {
    return result.checks().stream()
        .filter(c -> c.verdict() == Check.Verdict.FAIL)
        .map(Check::id)
        .toList();
  }

  private static List<Series> style(List<Series> all, Series.Style style) {
    return all.stream().filter(s -> s.style() == style).toList();
  }
}
