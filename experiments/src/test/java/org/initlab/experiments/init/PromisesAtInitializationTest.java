package org.initlab.experiments.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.Activation;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What schemes promise of a network at initialization, on the engine that computes it. */
class PromisesAtInitializationTest {
  private static final Seed SEED = new Seed(7);

  /**
   * 30 convolutions of 16 orthogonal channels, one rounding of √16·u each forward: 30·4·u is 7e-6
   * in float32 and 1.4e-14 in float64, so the 1e-5 and 1e-12 hold with room.
   */
  @ParameterizedTest
  @CsvSource({"FLOAT32, 1e-5", "FLOAT64, 1e-12"})
  void thirtyDeltaOrthogonalConvolutionsKeepTheNorm(Precision precision, double tolerance) {
    Network net = vanilla(Nonlinearity.IDENTITY, 30);
    Tensor x = normal(net.input(), 3);
    double[] y = forward(net, "delta_orthogonal", precision, x).data();
    for (int n = 0; n < 3; n++) {
      double before = norm(x.data(), n, 3);
      assertThat(norm(y, n, 3) / before).isCloseTo(1, within(tolerance));
    }
    // The same with full orthogonal kernels loses what falls on padding.
    double[] full = forward(net, "orthogonal", precision, x).data();
    assertThat(norm(full, 0, 3) / norm(x.data(), 0, 3)).isLessThan(0.9);
  }

  /**
   * 50 layers of √20 roundings each, 3 outputs combined with 3 + 2 + 1: 50·√20·6·u = 8e-5 at most,
   * √ of the layers as a rule: 1e-5.
   */
  @ParameterizedTest
  @CsvSource({"FLOAT32, 1e-5", "FLOAT64, 1e-13"})
  void aLooksLinearNetworkOfFiftyLayersIsLinear(Precision precision, double tolerance) {
    int[] widths = new int[50];
    Arrays.fill(widths, 10);
    ArchitectureOptions crelu = ArchitectureOptions.PLAIN.withActivation(Nonlinearity.CRELU);
    Network net = Architectures.feedForward(10, widths, crelu);
    double[] x = normal(net.input(), 2).data();
    double[] batch = Arrays.copyOf(x, 30);
    for (int i = 0; i < 10; i++) batch[20 + i] = (float) (3 * x[i] - 2 * x[10 + i]);
    double[] y = forward(net, "looks_linear", precision, Tensor.of(Shape.of(3, 10), batch)).data();
    double scale = norm(y, 2, 3);
    for (int i = 0; i < 10; i++) {
      double expected = 3 * y[i] - 2 * y[10 + i];
      // (float) of the combination moves it by 6e-8 in either precision
      assertThat(y[20 + i]).isCloseTo(expected, within((tolerance + 6e-7) * scale));
    }
  }

  @Test
  void fixupStartsAtLossLnKAndItsZeroClassifierLearns() {
    Network net = Architectures.resnet(Shape.of(3, 8, 8), 4, 2, 10, ArchitectureOptions.PLAIN);
    Parameters p = Schemes.named("fixup").initialize(net, InitContext.of(SEED));
    int[] labels = {3, 1, 4, 1, 5};
    try (Model model = new NativeBackend().compile(net, p, CompileOptions.cpu(Precision.FLOAT64))) {
      var g =
          model.gradients(
              normal(net.input(), 5),
              new Objective.CrossEntropy(labels),
              Mode.TRAIN,
              GradientRequest.PARAMETERS);
      // ln 10 from ten exponentials of 0
      assertThat(g.loss()).isCloseTo(2.302585092994046, within(1e-15));
      Tensor classifier = g.parameters().orElseThrow().get("final_layer.weight");
      assertThat(norm(classifier.data(), 0, 1)).isGreaterThan(1e-3);
    }
  }

  @Test
  void skipInitGivesTheJacobianOfATrunkExactly() {
    ArchitectureOptions scaled = ArchitectureOptions.PLAIN.withBranchScale(true);
    Network net = Architectures.residualMlp(12, 40, 20, scaled);
    Parameters p = Schemes.named("skipinit").initialize(net, InitContext.of(SEED));
    Tensor x = normal(net.input(), 4);
    Tensor c = normal(net.output(), 4);
    try (Model model = new NativeBackend().compile(net, p, CompileOptions.cpu(Precision.FLOAT64))) {
      assertThat(model.forward(x, Mode.TRAIN, Probe.NONE)).isEqualTo(x);
      GradientRequest all = new GradientRequest(true, true, Probe.NONE);
      var g = model.gradients(x, new Objective.Cotangent(c), Mode.TRAIN, all);
      assertThat(g.input().orElseThrow()).isEqualTo(c);
      // ∂L/∂α = Σ branch(x)·c is what moves first; the branches' weights have gradient 0.
      var gradients = g.parameters().orElseThrow();
      assertThat(Math.abs(gradients.get("block1.scale.weight").data()[0])).isGreaterThan(1e-3);
      assertThat(gradients.get("block1.fc1.weight").data()).containsOnly(0);
    }
  }

  /** 3×3 convolutions of 16 channels at stride 1, 8×8 positions. */
  private static Network vanilla(Nonlinearity function, int depth) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      layers.add(new Conv2d("conv" + i, 16, 3, 1, 1, true, false, Role.HIDDEN));
      layers.add(Activation.of("act" + i, function));
    }
    return new Network("vanilla", Shape.of(16, 8, 8), layers);
  }

  private static Tensor forward(Network net, String scheme, Precision precision, Tensor x) {
    Parameters p = Schemes.named(scheme).initialize(net, InitContext.of(SEED));
    try (Model model = new NativeBackend().compile(net, p, CompileOptions.cpu(precision))) {
      return model.forward(x, Mode.TRAIN, Probe.NONE);
    }
  }

  private static double norm(double[] x, int part, int parts) {
    int size = x.length / parts;
    double sum = 0;
    for (int i = part * size; i < (part + 1) * size; i++) sum += x[i] * x[i];
    return Math.sqrt(sum);
  }

  /** Rounded to float32, so that both precisions are given the same numbers. */
  private static Tensor normal(Shape sample, int n) {
    var gaussian = ZigguratSampler.NormalizedGaussian.of(SEED.stream("x/" + sample));
    double[] values = new double[sample.batched(n).size()];
    for (int i = 0; i < values.length; i++) values[i] = (float) gaussian.sample();
    return Tensor.of(sample.batched(n), values);
  }
}
