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
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.data.Batch;
import org.initlab.core.data.Samples;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Scale;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.train.TrainingData;
import org.initlab.experiments.Alterations;
import org.initlab.experiments.AlteredBackend;
import org.initlab.experiments.InMemoryContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Both parts of Figure 2 at smoke scale, seed 1. The checks of growth have a false-failure rate of
 * 1e-4 each; of the training checks none failed for the seeds that {@link Figure2Checks} names.
 */
class Figure2Test {
  private static final CompileOptions FLOAT32 = CompileOptions.cpu(Precision.FLOAT32);
  private static final CompileOptions FLOAT64 = CompileOptions.cpu(Precision.FLOAT64);
  private static final Backend NATIVE = new NativeBackend();

  private static InMemoryContext context;
  private static Result mlp;

  @BeforeAll
  static void runOnce() {
    context = InMemoryContext.of(Scale.SMOKE, 1, FLOAT32, NATIVE);
    mlp = new Figure2Depth().run(context);
  }

  @Test
  void bothPartsAreFoundAndTrainInFloat32() {
    List<Experiment> found =
        ServiceLoader.load(Experiment.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(e -> e.id().startsWith("arpit2019-fig2"))
            .toList();
    assertThat(found)
        .extracting(Experiment::id)
        .containsExactlyInAnyOrder("arpit2019-fig2-depth", "arpit2019-fig2-cnn");
    assertThat(found).extracting(Experiment::precision).containsOnly(Precision.FLOAT32);
  }

  @Test
  void everyCheckPasses() {
    assertThat(failures(mlp)).isEmpty();
    assertThat(mlp.checks())
        .extracting(Check::id)
        .doesNotHaveDuplicates()
        .contains(
            "orthogonal-datadep-diverges-at-60",
            "orthogonal-proposed-stays-finite-at-60",
            "orthogonal-proposed-trains-at-2",
            "orthogonal-datadep-gradient-growth");
  }

  /** And gains too large by a quarter, with which a layer leaves 1.56 times as much, are seen. */
  @Test
  void theConvolutionalPartPassesTooAndAWrongGainIsCaught() {
    InMemoryContext right = InMemoryContext.of(Scale.SMOKE, 1, FLOAT32, NATIVE);
    Result cnn = new Figure2Cnn().run(right);
    assertThat(failures(cnn)).isEmpty();
    String[] padding = {"he-proposed-padding", "orthogonal-proposed-padding"};
    assertThat(cnn.checks()).extracting(Check::id).contains(padding);

    Map<String, org.initlab.core.experiment.Table> trained = new LinkedHashMap<>(right.units());
    trained.keySet().removeIf(key -> key.startsWith("padding/"));
    Backend wrong =
        AlteredBackend.ofWeights("native", NATIVE, p -> Alterations.scaledGains(p, 1.25));
    assertThat(failures(new Figure2Cnn().run(right.resumed(trained, wrong))))
        .containsExactlyInAnyOrder(padding);
  }

  /** K of 8 positions in one dimension, against numpy 2 ({@code linalg.eigvalsh}). */
  @Test
  void paddingLeavesTheLargestEigenvalue() {
    assertThat(PaddedEnergy.kept(8)).isCloseTo(0.9597950805239389, within(1e-15));
  }

  @Test
  void finishedUnitsAreNotComputedAgain() {
    UnaryOperator<Parameters> refuse =
        p -> {
          throw new AssertionError("a finished unit was computed again");
        };
    Backend backend = AlteredBackend.ofWeights("native", NATIVE, refuse);
    Map<String, org.initlab.core.experiment.Table> units = new LinkedHashMap<>(context.units());
    Result again = new Figure2Depth().run(context.resumed(units, backend));
    assertThat(again.tables()).isEqualTo(mlp.tables());
    assertThat(again.checks()).isEqualTo(mlp.checks());
  }

  /** Gains off by √2 let gradients grow by √2 per layer, as with no halving by the ReLU. */
  @Test
  void wrongGainsAreCaught() {
    UnaryOperator<Parameters> wrong = p -> Alterations.scaledGains(p, Math.sqrt(2));
    List<String> failures = failures(run(AlteredBackend.ofWeights("native", NATIVE, wrong)));
    assertThat(failures)
        .contains("he-proposed-gradient-growth", "orthogonal-proposed-gradient-growth");
  }

  /** A backward pass without ReLU masks doubles the squared gradient per layer. */
  @Test
  void missingMasksAreCaught() {
    List<String> failures =
        failures(run(AlteredBackend.ofGradients("native", NATIVE, Alterations::withoutMasks)));
    assertThat(failures).filteredOn(id -> id.endsWith("gradient-growth")).hasSize(4);
  }

  /** Against the gradient of the same function without weight normalization, W = g·v/‖v‖. */
  @Test
  void gradientIsOfTheEffectiveWeights() {
    Seed seed = new Seed(3);
    TrainingData data = Figure2Data.batches(GaussianClusters.draw(50, 10, seed), 16, seed);
    Shape input = Shape.of(1, 8, 8);
    Network normalized = Architectures.mlp(input, 6, 3, 10, ArchitectureOptions.WEIGHT_NORM);
    Figure2Init init = Figure2Init.ORTHOGONAL_DATADEP;
    double ours = InitialGradient.norm(init, normalized, data, seed, NATIVE, FLOAT64);

    Parameters drawn =
        InitialGradient.draw(init, normalized, data.firstBatch(), seed, NATIVE, FLOAT64);
    Network plain = Architectures.mlp(input, 6, 3, 10, ArchitectureOptions.PLAIN);
    Batch batch = data.train().newBatch();
    data.train().epoch(0).fill(0, batch);
    try (Model model = NATIVE.compile(plain, effective(plain, drawn), FLOAT64)) {
      Tensor gradient =
          model
              .gradients(
                  batch.inputs(),
                  new Objective.CrossEntropy(batch.labels()),
                  Mode.TRAIN,
                  GradientRequest.PARAMETERS)
              .parameters()
              .orElseThrow()
              .get("model.0.weight");
      double squares = 0;
      for (double d : gradient.data()) squares += d * d;
      // Sums of fewer than 1000 terms in float64: relative errors below 1000 · 2⁻⁵³ ≈ 1e-13.
      assertThat(ours).isCloseTo(Math.sqrt(squares), within(1e-12 * Math.sqrt(squares)));
    }
  }

  @Test
  void enlargedPixelsAreRepeated() {
    byte[] pixels = {1, 2, 3, 4, 5, 6, 7, 8};
    Samples large = Figure2Data.enlarged(Samples.of(Shape.of(2, 2, 2), pixels, new int[] {0}));
    assertThat(large.shape()).isEqualTo(Shape.of(2, 8, 8));
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 8; y++) {
        for (int x = 0; x < 8; x++) {
          int expected = 1 + 4 * c + 2 * (y / 4) + x / 4;
          assertThat(large.pixel(0, 64 * c + 8 * y + x)).isEqualTo(expected);
        }
      }
    }
  }

  private static Parameters effective(Network plain, Parameters normalized) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    plain
        .parameters()
        .forEach(spec -> weights.put(spec.name(), effective(spec.name(), normalized)));
    return Parameters.of(weights);
  }

  private static Tensor effective(String name, Parameters normalized) {
    if (normalized.contains(name)) return normalized.get(name);
    Tensor v = normalized.get(name + "_v");
    double[] g = normalized.get(name + "_g").data();
    double[] w = v.data().clone();
    int columns = w.length / g.length;
    for (int i = 0; i < g.length; i++) {
      double squares = 0;
      for (int k = 0; k < columns; k++) squares += Math.pow(w[i * columns + k], 2);
      for (int k = 0; k < columns; k++) w[i * columns + k] *= g[i] / Math.sqrt(squares);
    }
    return Tensor.of(v.shape(), w);
  }

  private static Result run(Backend backend) {
    return new Figure2Depth().run(InMemoryContext.of(Scale.SMOKE, 1, FLOAT32, backend));
  }

  private static List<String> failures(Result result) {
    return result.checks().stream()
        .filter(c -> c.verdict() == Check.Verdict.FAIL)
        .map(Check::id)
        .toList();
  }
}
