package org.initlab.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.stats.BatchStatistics;
import org.initlab.core.stats.LayerStatistics;
import org.initlab.core.stats.Traces;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.testing.NaiveBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deviations over draws: one layer by hand, deeper networks against measurement. */
class FiniteWidthTest {
  private static Tensor normal(Shape shape, UniformRandomProvider random) {
    var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] x = new double[shape.size()];
    for (int i = 0; i < x.length; i++) x[i] = gaussian.sample();
    return Tensor.of(shape, x);
  }

  @Test
  void oneLayerByHand() {
    Network net = Architectures.feedForward(50, new int[] {20}, ArchitectureOptions.PLAIN);
    Parameters p = Schemes.named("he_normal").initialize(net, InitContext.of(new Seed(1)));
    Predictor.Input input = new Predictor.Input(1, 0.3, 8, false);
    List<Prediction> predictions = Predictor.predict(net, p, input, Mode.TRAIN);
    double v = FiniteWidth.of(net, p, input, predictions).get(0).forward().orElseThrow();
    // 2r/n, r = 1/N + (1 − 1/N)(c² + (1 − c²)²/d).
    double r = 1 / 8.0 + 7 / 8.0 * (0.09 + 0.91 * 0.91 / 50);
    assertThat(v).isCloseTo(2 * r / 20, within(1e-15));
  }

  @ParameterizedTest
  @EnumSource(
      value = Nonlinearity.class,
      names = {"RELU", "TANH", "HARD_TANH", "CRELU", "IDENTITY"})
  void drawsSpreadAsPredicted(Nonlinearity f) {
    int width = 48;
    Network net =
        Architectures.feedForward(
            width, new int[] {width, width, width}, ArchitectureOptions.PLAIN.withActivation(f));
    int points = net.probePoints().size();
    int draws = 80;
    double[] forward = new double[points];
    double[] backward = new double[points];
    List<Double> scores = new ArrayList<>();
    for (int d = 0; d < draws; d++) {
      Seed seed = new Seed(7).child("draw-" + d);
      Tensor x = normal(net.input().batched(8), seed.stream("x"));
      Objective loss = new Objective.Cotangent(normal(net.output().batched(8), seed.stream("c")));
      Parameters p = Schemes.named("he_normal").initialize(net, InitContext.of(seed));
      Predictor.Input input = Predictor.inputOf(x, false);
      List<Prediction> predictions = Predictor.predict(net, p, input, Mode.TRAIN);
      List<FiniteWidth.Deviation> deviations = FiniteWidth.of(net, p, input, predictions);
      CompileOptions cpu = CompileOptions.cpu(Precision.FLOAT64);
      try (Model model = NaiveBackend.ascending().compile(net, p, cpu)) {
        List<LayerStatistics> layers = Traces.measure(model, x, loss, Mode.TRAIN).layers();
        for (int i = 0; i < points; i++) {
          Prediction at = predictions.get(i);
          double q = layers.get(i).state().secondMoment();
          double z =
              score(q / at.secondMoment().orElseThrow(), deviations.get(i).forward().orElseThrow());
          forward[i] += z * z / draws;
          scores.add(z);
          // At the output the ratio is 1.
          if (i == points - 1) continue;
          BatchStatistics g = layers.get(i).gradient().orElseThrow();
          double ratio = Math.hypot(g.normRatio(), g.normRatioStd());
          double expected = at.gradientRatio().orElseThrow();
          z = score(Math.pow(ratio / expected, 2), deviations.get(i).backward().orElseThrow());
          backward[i] += z * z / draws;
          scores.add(z);
        }
      }
    }
    // Means of 80 squared scores: χ²/80 of a score of variance 1 is within 0.4..2 but for 1e-6;
    // first order in 1/width and c as predicted, not as it was, move the variance by up to 1.3.
    for (int i = 0; i < points; i++) {
      assertThat(forward[i]).as("forward, %s", net.probePoints().get(i)).isBetween(0.4, 2.6);
      if (i < points - 1) {
        assertThat(backward[i]).as("backward, %s", net.probePoints().get(i)).isBetween(0.4, 2.6);
      }
    }
    assertThat(scores).allMatch(z -> Math.abs(z) < 7);
  }

  private static double score(double ratio, double variance) {
    return (Math.log(ratio) + variance / 2) / Math.sqrt(variance);
  }
}
