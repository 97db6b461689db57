package org.initlab.experiments.arpit2019;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.theory.DualActivation;
import org.initlab.core.theory.StandardizedLayers;

/**
 * ‖∂W₁‖ at initialization over depth, of one scheme: ln‖∂W₁‖ averaged over independent networks,
 * and its growth per layer.
 *
 * @param logs ln‖∂W₁‖ of every draw, by the number of hidden layers
 */
record GradientGrowth(Figure2Init init, SortedMap<Integer, double[]> logs) {
  /** Per hidden layer, of ln‖∂‖, for dense data-dependent networks; see {@link #predicted}. */
  static final double DATA_DEPENDENT =
      0.5 * Math.log(StandardizedLayers.gradientGrowth(DualActivation.of(Nonlinearity.RELU, 0)));

  /**
   * The growth of ln‖∂W₁‖ per hidden layer of a dense network. Data-dependent layers standardize
   * their pre-activations: ½ ln(π/(π − 1)). The proposed gains keep the norm: 0.
   */
  static double predicted(Figure2Init init) {
    return init.dataDependent() ? DATA_DEPENDENT : 0;
  }

  double mean(int layers) {
    return Arrays.stream(logs.get(layers)).average().orElseThrow();
  }

  /** Over networks; 0 of one. */
  double sd(int layers) {
    double[] y = logs.get(layers);
    if (y.length < 2) return 0;
    double mean = mean(layers);
    double squares = Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (y.length - 1));
  }

  /** The slope of the least-squares line through ln‖∂W₁‖ at depths of {@code from} layers on. */
  double slope(int from) {
    double[] weights = weights(from);
    double slope = 0;
    int i = 0;
    for (int layers : fitted(from)) slope += weights[i++] * mean(layers);
    return slope;
  }

  /**
   * The standard deviation of {@link #slope} over networks where the logarithm of a squared norm
   * wanders by an independent step of variance at most {@code step} per layer.
   */
  double slopeSd(int from, double step) {
    double[] weights = weights(from);
    double variance = 0;
    int i = 0;
    for (int layers : fitted(from)) {
      double w = weights[i++];
      variance += w * w * layers * step / 4 / logs.get(layers).length;
    }
    return Math.sqrt(variance);
  }

  private List<Integer> fitted(int from) {
    return List.copyOf(new TreeMap<>(logs).tailMap(from).keySet());
  }

  private double[] weights(int from) {
    List<Integer> depths = fitted(from);
    double mean = depths.stream().mapToInt(d -> d).average().orElseThrow();
    double squares = depths.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
    return depths.stream().mapToDouble(d -> (d - mean) / squares).toArray();
  }
}
