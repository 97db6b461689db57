package org.initlab.experiments.arpit2019;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Precision;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Scale;
import org.initlab.core.experiment.Series;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.Alterations;
import org.initlab.experiments.AlteredBackend;
import org.initlab.experiments.InMemoryContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Figure 1 at smoke scale with seed 1. Its 48 checks have a false-failure rate of 1e-4 each, so a
 * right program passes them for 995 of 1000 seeds.
 */
class Figure1Test {
  private static final CompileOptions FLOAT64 = CompileOptions.cpu(Precision.FLOAT64);
  private static final Backend NATIVE = new NativeBackend();

  private static InMemoryContext context;
  private static Result result;

  @BeforeAll
  static void runOnce() {
    context = InMemoryContext.of(Scale.SMOKE, 1, FLOAT64, NATIVE);
    result = new Figure1().run(context);
  }

  @Test
  void isFoundByItsId() {
    List<String> ids =
        ServiceLoader.load(Experiment.class).stream().map(p -> p.get().id()).toList();
    assertThat(ids).contains("arpit2019-fig1", "arpit2019-norm");
  }

  @Test
  void everyCheckPasses() {
    assertThat(failures(result)).isEmpty();
    // 2 architectures × 2 widths × 3 initializations × 2 directions × 2 kinds of check.
    assertThat(result.checks()).hasSize(48);
    assertThat(result.checks()).extracting(Check::id).doesNotHaveDuplicates();
  }

  @Test
  void checksStateTheirFalseFailureRate() {
    assertThat(result.checks()).extracting(Check::falseFailureRate).containsOnly(1e-4);
  }

  @Test
  void fourPanelsWithAClosedFormBesideEveryCurve() {
    var panels = result.figures().get(0).panels();
    assertThat(panels)
        .extracting(p -> p.title())
        .containsExactly(
            "Feed-forward, forward",
            "Feed-forward, backward",
            "Residual, forward",
            "Residual, backward");
    for (var panel : panels) {
      Map<String, Series> measured = series(panel.series(), Series.Style.BAND);
      Map<String, Series> theory = series(panel.series(), Series.Style.THEORY);
      assertThat(measured).hasSize(6);
      assertThat(theory.keySet()).isEqualTo(measured.keySet());
    }
    // (1 + 1/B)^(B/2) at the last of 10 blocks and 1.5^(10/2).
    Map<String, Series> residual = series(panels.get(2).series(), Series.Style.THEORY);
    assertThat(last(residual.get("Proposed (He), m = 80"))).isCloseTo(1.61051, within(1e-8));
    assertThat(last(residual.get("He (g = 1), m = 160"))).isCloseTo(7.59375, within(1e-12));
  }

  @Test
  void widthsStayInTheirInterval() {
    Table norms = result.tables().get(0);
    for (int row = 0; row < norms.rows().size(); row++) {
      List<Object> cells = norms.rows().get(row);
      if (!cells.get(0).equals("feed-forward")) continue;
      long m = (Long) cells.get(norms.column("m"));
      assertThat((Long) cells.get(norms.column("width"))).isBetween(m - 20, m + 19);
    }
  }

  @Test
  void anInterruptedRunResumesBitForBit() {
    Map<String, Table> finished = new LinkedHashMap<>(context.units());
    String lost = finished.keySet().iterator().next();
    finished.remove(lost);
    Result resumed = new Figure1().run(context.resumed(finished, NATIVE));
    assertSame(resumed, result);
  }

  @Test
  void finishedUnitsAreNotComputedAgain() {
    UnaryOperator<Parameters> refuse =
        p -> {
          throw new AssertionError("a finished unit was computed again");
        };
    Backend backend = AlteredBackend.ofWeights("native", NATIVE, refuse);
    assertSame(new Figure1().run(context.resumed(context.units(), backend)), result);
  }

  @Test
  void threadsChangeNothing() {
    InMemoryContext two = InMemoryContext.of(Scale.SMOKE, 1, FLOAT64.withThreads(2), NATIVE);
    assertSame(new Figure1().run(two), result);
  }

  @Test
  void equalBackendsAgree() {
    Result both = run(NATIVE, AlteredBackend.renamed("second", NATIVE));
    assertThat(failures(both)).isEmpty();
    Table agreement = both.tables().get(1);
    assertThat(agreement.id()).isEqualTo("arpit2019-fig1-agreement");
    // 2 widths × 3 initializations × 2 directions × (8 layers + 10 blocks), one pair.
    assertThat(agreement.rows()).hasSize(2 * 3 * 2 * 18);
    assertThat(agreement.real(0, "bound")).isPositive().isLessThan(1e-12);
    assertThat(check(both, "agreement-native-second").measured()).isZero();
  }

  @Test
  void aBackendThatRoundsToFloatIsCaught() {
    Result both =
        run(NATIVE, AlteredBackend.ofWeights("rounded", NATIVE, Alterations::roundedToFloat));
    assertThat(failures(both)).containsExactly("agreement-native-rounded");
  }

  @Test
  void gainsOffBySqrt2FailEveryCurve() {
    UnaryOperator<Parameters> wrong = p -> Alterations.scaledGains(p, Math.sqrt(2));
    List<String> failures = failures(run(AlteredBackend.ofWeights("native", NATIVE, wrong)));
    assertThat(failures).filteredOn(id -> id.endsWith("per-layer")).hasSize(24);
  }

  @Test
  void oneGainOffBySqrt2IsCaughtAtItsLayer() {
    UnaryOperator<Parameters> wrong =
        p ->
            p.contains("fc1.weight_g")
                ? Alterations.scaled(p, "fc1.weight_g", Math.sqrt(2))
                : Alterations.scaled(p, "block1.fc2.weight_g", Math.sqrt(2));
    List<String> failures = failures(run(AlteredBackend.ofWeights("native", NATIVE, wrong)));
    assertThat(failures).filteredOn(id -> id.endsWith("forward-every-layer")).hasSize(12);
  }

  @Test
  void unitGainInsteadOfProposedIsCaught() {
    UnaryOperator<Parameters> wrong =
        p -> p.map(t -> t.shape().dim(t.shape().rank() - 1) == 1 ? Tensor.filled(t.shape(), 1) : t);
    List<String> failures = failures(run(AlteredBackend.ofWeights("native", NATIVE, wrong)));
    assertThat(failures)
        .filteredOn(id -> id.contains("proposed") && id.endsWith("per-layer"))
        .hasSize(16);
    assertThat(failures).noneMatch(id -> id.contains("he-unit-g"));
  }

  /**
   * A backward pass without ReLU masks. (The notebook's mask, at h^(b−1) instead of W₁h^(b−1), is
   * active for half of the units too: no check of magnitudes can tell it from the right one, but
   * the agreement of two backends does.)
   */
  @Test
  void missingMasksAreCaughtInEveryBackwardCurve() {
    UnaryOperator<Network> linear = Alterations::withoutMasks;
    List<String> failures = failures(run(AlteredBackend.ofGradients("native", NATIVE, linear)));
    assertThat(failures).filteredOn(id -> id.endsWith("backward-per-layer")).hasSize(12);
    assertThat(failures).noneMatch(id -> id.contains("forward-per-layer"));
  }

  private static Result run(Backend... backends) {
    return new Figure1().run(InMemoryContext.of(Scale.SMOKE, 1, FLOAT64, backends));
  }

  private static List<String> failures(Result result) {
    return result.checks().stream()
        .filter(c -> c.verdict() == Check.Verdict.FAIL)
        .map(Check::id)
        .toList();
  }

  private static Check check(Result result, String id) {
    return result.checks().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  private static Map<String, Series> series(List<Series> all, Series.Style style) {
    Map<String, Series> byLabel = new LinkedHashMap<>();
    for (Series s : all) if (s.style() == style) byLabel.put(s.label(), s);
    return byLabel;
  }

  private static double last(Series series) {
    return series.y()[series.y().length - 1];
  }

  private static void assertSame(Result actual, Result expected) {
    assertThat(actual.tables()).isEqualTo(expected.tables());
    assertThat(actual.checks()).isEqualTo(expected.checks());
    // The same bits: NaN, an axis that fits its data, equals NaN.
    assertThat(actual.figures())
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
        .isEqualTo(expected.figures());
  }
}
