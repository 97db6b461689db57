package org.initlab.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Scheme;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.Activation;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.stats.BatchStatistics;
import org.initlab.core.stats.LayerStatistics;
import org.initlab.core.stats.Traces;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.testing.NaiveBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules by hand on small networks, and the whole against measurement. */
class PredictorTest {
  private static final Predictor.Input INPUT = new Predictor.Input(2, 0.5, 5, false);

  private static Prediction at(List<Prediction> predictions, String layer) {
    return predictions.stream()
        .filter(p -> p.point().layer().equals(layer))
        .findFirst()
        .orElseThrow();
  }

  private static double q(List<Prediction> predictions, String layer) {
    return at(predictions, layer).secondMoment().orElseThrow();
  }

  private static double back(List<Prediction> predictions, String layer) {
    double ratio = at(predictions, layer).gradientRatio().orElseThrow();
    return ratio * ratio;
  }

  /** Alternating signs, so that means are 0: every value of an array has this magnitude. */
  private static Parameters magnitudes(Network network, Map<String, Double> values) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec s : network.parameters()) {
      double m = values.getOrDefault(s.name(), 1.0);
      double[] data = new double[s.shape().size()];
      // Mean m/3, within 5 standard errors m/√n of 0 for n ≤ 225; no first row sums to 0.
      for (int i = 0; i < data.length; i++) data[i] = i % 3 < 2 ? m : -m;
      tensors.put(s.name(), Tensor.of(s.shape(), data));
    }
    return Parameters.of(tensors);
  }

  @Test
  void denseAndReluByHand() {
    Network net =
        new Network(
            "n",
            Shape.of(4),
            List.of(
                new Dense("a", 6, true, false, Role.HIDDEN),
                Activation.of("relu", Nonlinearity.RELU),
                new Dense("b", 2, false, true, Role.LINEAR)));
    Parameters p = magnitudes(net, Map.of("a.weight", 0.5, "a.bias", 2.0, "b.weight_g", 3.0));
    List<Prediction> out = Predictor.predict(net, p, INPUT, Mode.TRAIN);
    // σ_w² = 4·0.25 = 1, σ_b² = 4: q = 6; ReLU 3; weight norm σ_w² = 9: 27.
    assertThat(q(out, "a")).isCloseTo(6, within(1e-14));
    assertThat(q(out, "relu")).isCloseTo(3, within(1e-14));
    assertThat(q(out, "b")).isCloseTo(27, within(1e-13));
    // ‖h‖²/‖x‖² = 3·6/(2·4).
    assertThat(at(out, "relu").normRatio().orElseThrow()).isCloseTo(1.5, within(1e-14));
    // Covariance 1·1 + 4 of 6, then the arc-cosine kernel.
    assertThat(at(out, "a").cosine().orElseThrow()).isCloseTo(5 / 6.0, within(1e-14));
    double c = 5 / 6.0;
    double f = (Math.sqrt(1 - c * c) + (Math.PI - Math.acos(c)) * c) / Math.PI;
    assertThat(at(out, "relu").cosine().orElseThrow()).isCloseTo(f, within(1e-14));
    assertThat(at(out, "b").cosine().orElseThrow()).isCloseTo(f, within(1e-14));
    // Back: 1, times 9, times ½.
    assertThat(back(out, "b")).isEqualTo(1);
    assertThat(back(out, "relu")).isCloseTo(9, within(1e-13));
    assertThat(back(out, "a")).isCloseTo(4.5, within(1e-13));
  }

  @Test
  void convolutionsLoseWhatFallsOnPaddingAndPoolsAreKnownBackward() {
    Network net =
        new Network(
            "n",
            Shape.of(2, 3, 3),
            List.of(
                new Conv2d("conv", 4, 3, 1, 1, false, false, Role.HIDDEN),
                Activation.of("act", Nonlinearity.IDENTITY),
                new GlobalAveragePool("pool"),
                new Dense("fc", 3, false, false, Role.CLASSIFIER)));
    Parameters p = magnitudes(net, Map.of("conv.weight", 1 / Math.sqrt(18)));
    List<Prediction> out = Predictor.predict(net, p, INPUT, Mode.TRAIN);
    // Of 9·9 taps 7·7 lie inside: per axis 2 + 3 + 2 of 9.
    double coverage = 49 / 81.0;
    assertThat(q(out, "conv")).isCloseTo(2 * coverage, within(1e-14));
    assertThat(at(out, "pool").secondMoment()).isEmpty();
    assertThat(at(out, "fc").normRatio()).isEmpty();
    // fc: fan_in 4 of magnitude 1; pool 1/9.
    assertThat(back(out, "pool")).isCloseTo(4, within(1e-14));
    assertThat(back(out, "act")).isCloseTo(4 / 9.0, within(1e-14));
    assertThat(back(out, "conv")).isCloseTo(4 / 9.0, within(1e-14));
  }

  @Test
  void deltaKernelsLoseNothingToPadding() {
    Network net =
        new Network(
            "n",
            Shape.of(8, 5, 5),
            List.of(
                new Conv2d("conv", 8, 3, 1, 1, false, false, Role.HIDDEN),
                new Conv2d("next", 8, 3, 1, 1, false, false, Role.HIDDEN)));
    Parameters p = Schemes.named("delta_orthogonal").initialize(net, InitContext.of(new Seed(1)));
    List<Prediction> out = Predictor.predict(net, p, INPUT, Mode.TRAIN);
    // Orthogonal 8×8 at the centre: norms are kept, forward and backward.
    assertThat(q(out, "next")).isCloseTo(2, within(1e-12));
    assertThat(back(out, "conv")).isCloseTo(1, within(1e-12));
  }

  @Test
  void residualsAddBothPaths() {
    Dense inner = new Dense("w", 4, false, false, Role.BRANCH_OUTPUT);
    Dense around = new Dense("p", 4, false, false, Role.SHORTCUT);
    Network net =
        new Network(
            "n",
            Shape.of(4),
            List.of(
                new Residual("first", List.of(inner), List.of(), 0.5, 0, 1),
                new Residual(
                    "second",
                    List.of(new Dense("w2", 4, false, false, Role.BRANCH_OUTPUT)),
                    List.of(around),
                    1,
                    0,
                    1)));
    Parameters p = magnitudes(net, Map.of("w.weight", 2.0, "w2.weight", 0.5, "p.weight", 1.0));
    List<Prediction> out = Predictor.predict(net, p, INPUT, Mode.TRAIN);
    // σ_w² = 16, 1, 4. First: 2 + ¼·32 = 10; second: 40 + 10.
    assertThat(q(out, "first")).isCloseTo(10, within(1e-13));
    assertThat(q(out, "second")).isCloseTo(50, within(1e-13));
    assertThat(at(out, "second").cosine().orElseThrow()).isCloseTo(0.5, within(1e-14));
    assertThat(back(out, "p")).isEqualTo(1);
    assertThat(back(out, "first")).isCloseTo(5, within(1e-14));
    assertThat(back(out, "w")).isCloseTo(1.25, within(1e-14));
  }

  @Test
  void aBranchThatEndsInAnActivationIsNotPredicted() {
    Residual block =
        new Residual(
            "block",
            List.of(
                new Dense("w", 4, false, false, Role.HIDDEN),
                Activation.of("relu", Nonlinearity.RELU)),
            List.of(),
            1,
            0,
            1);
    Network net = new Network("n", Shape.of(4), List.of(block));
    List<Prediction> out = Predictor.predict(net, magnitudes(net, Map.of()), INPUT, Mode.TRAIN);
    assertThat(at(out, "relu").secondMoment()).isPresent();
    assertThat(at(out, "block").secondMoment()).isEmpty();
  }

  @Test
  void batchNormalizationByHand() {
    Network net =
        new Network(
            "n",
            Shape.of(4),
            List.of(
                Activation.of("id", Nonlinearity.IDENTITY),
                new BatchNorm("bn", 0.1, 0.25),
                new Dense("fc", 2, false, false, Role.LINEAR)));
    Parameters p = magnitudes(net, Map.of("bn.weight", 2.0, "bn.bias", 1.0, "fc.weight", 0.5));
    List<Prediction> train = Predictor.predict(net, p, INPUT, Mode.TRAIN);
    // Var = 2·(1 − ½)·(1 − 1/5) = 0.8; y² = 4·0.8/1.05 + 1; gradient 4/1.05·(4/2)·(1 − 2/5).
    assertThat(q(train, "bn")).isCloseTo(4 * 0.8 / 1.05 + 1, within(1e-14));
    double c = (1 - 4 * 0.8 / 1.05 / 4) / (4 * 0.8 / 1.05 + 1);
    assertThat(at(train, "bn").cosine().orElseThrow()).isCloseTo(c, within(1e-14));
    assertThat(back(train, "bn")).isCloseTo(1, within(1e-14));
    assertThat(back(train, "id")).isCloseTo(4 / 1.05 * 1.2, within(1e-14));
    List<Prediction> few =
        Predictor.predict(net, p, new Predictor.Input(2, 0.5, 3, false), Mode.TRAIN);
    assertThat(at(few, "id").gradientRatio()).isEmpty();
    List<Prediction> eval = Predictor.predict(net, p, INPUT, Mode.EVAL);
    // 4·2/1.25 + 1.
    assertThat(q(eval, "bn")).isCloseTo(7.4, within(1e-14));
    assertThat(back(eval, "id")).isCloseTo(4 / 1.25, within(1e-14));
    assertThat(at(eval, "bn").cosine().orElseThrow()).isCloseTo((3.2 + 1) / 7.4, within(1e-14));
  }

  @Test
  void aLearnableScaleMultipliesWhatItsBranchAdds() {
    ArchitectureOptions scaled = ArchitectureOptions.PLAIN.withBranchScale(true);
    Network net = Architectures.residualMlp(30, 1, 30, scaled);
    for (double alpha : new double[] {0, 0.5}) {
      Parameters p =
          Schemes.named("skipinit:alpha=" + alpha).initialize(net, InitContext.of(new Seed(1)));
      double[] w1 = p.get("block1.fc1.weight").data();
      double[] w2 = p.get("block1.fc2.weight").data();
      // σ_w² of both, ReLU's ½ between them: q' = q (1 + α² σ₁² σ₂²/2)
      double branch = sumOfSquares(w1) / 30 * sumOfSquares(w2) / 30 / 2;
      List<Prediction> out = Predictor.predict(net, p, INPUT, Mode.TRAIN);
      double q = INPUT.secondMoment() * (1 + alpha * alpha * branch);
      assertThat(q(out, "block1")).isCloseTo(q, within(1e-14 * q));
      assertThat(at(out, "block1").cosine()).isPresent();
    }
  }

  @Test
  void mirroredWeightsRestoreTheCosineThatEnteredTheConcatenatedRelu() {
    ArchitectureOptions crelu = ArchitectureOptions.PLAIN.withActivation(Nonlinearity.CRELU);
    Network net = Architectures.feedForward(30, new int[] {30, 30, 30}, crelu);
    Parameters p = Schemes.named("looks_linear").initialize(net, InitContext.of(new Seed(1)));
    List<Prediction> out = Predictor.predict(net, p, INPUT, Mode.TRAIN);
    for (String layer : List.of("fc1", "fc2", "fc3")) {
      // square orthogonal matrices: q and c as at the input
      assertThat(q(out, layer)).isCloseTo(2, within(1e-12));
      assertThat(at(out, layer).cosine().orElseThrow()).isCloseTo(0.5, within(1e-12));
      assertThat(back(out, layer)).isCloseTo(1, within(1e-12));
    }
    assertThat(at(out, "act1").cosine().orElseThrow()).isGreaterThan(0.6);
  }

  @Test
  void aDeltaKernelLosesNothingToPaddingAndCentredRowsAreNotPredicted() {
    Network net = Architectures.cnn(Shape.of(4, 5, 5), 4, 3, 2, ArchitectureOptions.PLAIN);
    Parameters p = Schemes.named("delta_orthogonal").initialize(net, InitContext.of(new Seed(1)));
    List<Prediction> out = Predictor.predict(net, p, INPUT, Mode.TRAIN);
    // 4×4 orthogonal centres, then E ReLU² = q/2
    assertThat(q(out, "backbone_model.0")).isCloseTo(2, within(1e-13));
    assertThat(q(out, "backbone_model.4")).isCloseTo(0.5, within(1e-13));
    Parameters full = Schemes.named("orthogonal").initialize(net, InitContext.of(new Seed(1)));
    assertThat(q(Predictor.predict(net, full, INPUT, Mode.TRAIN), "backbone_model.0"))
        .isLessThan(1.9);
    Parameters centred =
        Schemes.named("centred_orthogonal").initialize(net, InitContext.of(new Seed(1)));
    assertThat(Predictor.predict(net, centred, INPUT, Mode.TRAIN))
        .allMatch(x -> x.secondMoment().isEmpty());
  }

  private static double sumOfSquares(double[] x) {
    return Arrays.stream(x).map(v -> v * v).sum();
  }

  @Test
  void whatIsNotRandomIsNotPredicted() {
    Network net = Architectures.feedForward(30, new int[] {30, 30}, ArchitectureOptions.PLAIN);
    for (String name : List.of("constant", "identity")) {
      Parameters p = Schemes.named(name).initialize(net, InitContext.of(new Seed(1)));
      List<Prediction> out = Predictor.predict(net, p, INPUT, Mode.TRAIN);
      assertThat(out).as(name).allMatch(x -> x.secondMoment().isEmpty());
    }
    Parameters zeros = Schemes.named("zeros").initialize(net, InitContext.of(new Seed(1)));
    assertThat(q(Predictor.predict(net, zeros, INPUT, Mode.TRAIN), "fc2")).isZero();
  }

  @Test
  void aSaturatedSmoothActivationIsNotPredicted() {
    Network net =
        Architectures.feedForward(
            4, new int[] {4, 4}, ArchitectureOptions.PLAIN.withActivation(Nonlinearity.SILU));
    Parameters p = magnitudes(net, Map.of("fc1.weight", 1e6));
    List<Prediction> out = Predictor.predict(net, p, INPUT, Mode.TRAIN);
    assertThat(at(out, "fc1").secondMoment()).isPresent();
    assertThat(at(out, "act1").secondMoment()).isEmpty();
    assertThat(at(out, "fc1").gradientRatio()).isEmpty();
  }

  private static Tensor normal(Shape shape, UniformRandomProvider random) {
    var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] x = new double[shape.size()];
    for (int i = 0; i < x.length; i++) x[i] = gaussian.sample();
    return Tensor.of(shape, x);
  }

  @ParameterizedTest
  @CsvSource({
    "RELU, he_normal, false, false",
    "RELU, orthogonal, false, false",
    "LEAKY_RELU, he_uniform, false, false",
    "TANH, glorot_normal, false, false",
    "ERF, lecun_normal, false, false",
    "HARD_TANH, he_normal, false, false",
    "SIGMOID, glorot_uniform, false, false",
    "GELU, he_normal, false, false",
    "SILU, he_truncated, false, false",
    "CRELU, he_normal, false, false",
    "RELU, orthogonal_proposed, true, false",
    "RELU, he_proposed, true, true",
    "TANH, he_normal, false, true",
    "RELU, he_datadep, true, false"
  })
  void predictionsMeetMeasurement(
      Nonlinearity f, String schemeName, boolean weightNorm, boolean residual) {
    ArchitectureOptions options =
        ArchitectureOptions.PLAIN.withActivation(f).withWeightNorm(weightNorm);
    int width = 64;
    Network net =
        residual
            ? Architectures.residualMlp(width, 4, width, options)
            : Architectures.feedForward(width, new int[] {width, 96, width, width}, options);
    Scheme scheme = Schemes.named(schemeName);
    int draws = 40;
    List<double[]> forward = new ArrayList<>();
    List<double[]> backward = new ArrayList<>();
    for (int d = 0; d < draws; d++) {
      Seed seed = new Seed(11).child("draw-" + d);
      Tensor x = normal(net.input().batched(12), seed.stream("x"));
      Objective loss = new Objective.Cotangent(normal(net.output().batched(12), seed.stream("c")));
      InitContext context = InitContext.of(seed).withCalibration(x, NaiveBackend.ascending());
      Parameters p = scheme.initialize(net, context);
      List<Prediction> predicted =
          Predictor.predict(net, p, Predictor.inputOf(x, scheme.standardizesUnits()), Mode.TRAIN);
      CompileOptions cpu = CompileOptions.cpu(Precision.FLOAT64);
      try (Model model = NaiveBackend.ascending().compile(net, p, cpu)) {
        List<LayerStatistics> measured = Traces.measure(model, x, loss, Mode.TRAIN).layers();
        forward.add(ratios(predicted, measured, false));
        backward.add(ratios(predicted, measured, true));
      }
    }
    // Each mean of 40 draws within 6 standard errors (t with 39 degrees: 5e-7 per point, some 300
    // points over all cases: false-failure rate 2e-4, seed 11 fixed) and 3 % for finite width.
    requireMeansOfOne(net, forward);
    requireMeansOfOne(net, backward);
  }

  /** Measured over predicted second moment, or squared gradient norm. */
  private static double[] ratios(
      List<Prediction> predicted, List<LayerStatistics> measured, boolean gradient) {
    double[] r = new double[predicted.size()];
    double output =
        measured.get(measured.size() - 1).gradient().orElseThrow().secondMoment()
            * measured.get(measured.size() - 1).point().shape().size();
    for (int i = 0; i < r.length; i++) {
      LayerStatistics m = measured.get(i);
      if (!gradient) {
        r[i] = m.state().secondMoment() / predicted.get(i).secondMoment().orElseThrow();
      } else {
        BatchStatistics g = m.gradient().orElseThrow();
        double expected = predicted.get(i).gradientRatio().orElseThrow();
        r[i] = g.secondMoment() * m.point().shape().size() / output / (expected * expected);
      }
    }
    return r;
  }

  private static void requireMeansOfOne(Network net, List<double[]> draws) {
    for (int i = 0; i < net.probePoints().size(); i++) {
      double sum = 0;
      double squares = 0;
      for (double[] d : draws) {
        sum += d[i];
        squares += d[i] * d[i];
      }
      double mean = sum / draws.size();
      double variance = squares / draws.size() - mean * mean;
      double error = Math.sqrt(Math.max(0, variance) / (draws.size() - 1));
      assertThat(mean).as("%s", net.probePoints().get(i)).isCloseTo(1, within(6 * error + 0.03));
    }
  }
}
