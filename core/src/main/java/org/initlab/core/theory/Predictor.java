package org.initlab.core.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.initlab.core.backend.Mode;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Scale;
import org.initlab.core.stats.BatchStatistics;
import org.initlab.core.tensor.Tensor;

/**
 * Mean-field predictions for a network as built and weights as drawn, layer by layer. It follows
 * the second moment q and the cosine c of the states of two samples forward, and the squared norm
 * of gradients backward.
 *
 * <p>Assumed are zero-mean weights that are independent of what they multiply, so that only their
 * second moments matter: σ_w² = fan_in·mean(W²) of the effective weight (g·v/‖v‖ under weight
 * normalization) and σ_b² = mean(b²), both of the drawn arrays, so that every scheme is covered;
 * wide layers, so that pre-activations are normal; gradients independent of the weights that carry
 * them back (Schoenholz et al. 2017, §5). The rules:
 *
 * <ul>
 *   <li>dense: q' = σ_w² q + σ_b², squared gradient norm times σ_w²;
 *   <li>convolution: the same times the share of the kernel's energy that does not fall on padding
 *       (of a delta kernel nothing does), with q the same at every position;
 *   <li>activation: q' = E φ(√q z)², gradient times E φ'(√q z)² ({@link DualActivation}); on CReLU
 *       q is per output feature and a unit receives one of two gradients, and weights [W, −W] after
 *       it restore the cosine of what entered it;
 *   <li>learnable scale: q and squared gradient norm times α²;
 *   <li>residual: the sum of both paths, the branch's times branchScale², where the branch ends in
 *       a weighted layer, scaled or not (the cross term then vanishes); gradients likewise;
 *   <li>batch normalization in training: q' = mean γ² + mean β²; after a dense layer the gradient
 *       times γ² E 1/s², s² the variance over the batch, whose mean is (1 − c)q(1 − 1/N), with the
 *       N − 1 degrees of freedom of independent samples, (N − 1)/(N − 3) over that, less what is
 *       projected out, 1 − 2/N; correlated samples have fewer, some percent at N = 16;
 *   <li>average pooling: squared gradient norm over the number of positions; forward nothing is
 *       known, as positions are correlated, unless there is one.
 * </ul>
 *
 * <p>Layers whose weights have a mean far from 0 (5 standard errors), as constants, are sparse, or
 * have rows that sum to 0, predict nothing after them. Of a kernel that is 0 but for one tap, as a
 * delta-orthogonal one, that tap alone counts as falling on padding or not.
 */
public final class Predictor {
  /**
   * q and c at a place; NaN where unknown.
   *
   * @param beforeHalves c of what entered the concatenated ReLU that this is the output of;
   *     mirrored weights restore it. NaN for anything else.
   */
  record Signal(double q, double c, double beforeHalves) {
    static final Signal UNKNOWN = new Signal(Double.NaN, Double.NaN);

    Signal(double q, double c) {
      this(q, c, Double.NaN);
    }
  }

  private final Map<String, Integer> index = new HashMap<>();
  private final List<ProbePoint> points;
  private final Signal[] forward;
  private final double[] gradientFactor;
  private final double[] gradient;
  private final LayerVariance variances;
  private final Input input;
  private final Mode mode;

  /**
   * What enters the network.
   *
   * @param secondMoment q₀, the mean square of the batch
   * @param cosine c₀, the mean cosine between its samples
   * @param batch N
   * @param standardized whether a data-dependent scheme gave every weight-normalized layer mean 0
   *     and variance 1 on this batch; its biases then depend on the weights, and q = 1 is known
   */
  public record Input(double secondMoment, double cosine, int batch, boolean standardized) {}

  private Predictor(Network network, Parameters parameters, Input input, Mode mode) {
    this.points = network.probePoints();
    for (ProbePoint p : points) index.put(p.layer(), p.index());
    this.forward = new Signal[points.size()];
    this.gradientFactor = new double[points.size()];
    this.gradient = new double[points.size()];
    this.variances = new LayerVariance(network, parameters);
    this.input = input;
    this.mode = mode;
  }

  /** One prediction for every probe point, in their order. */
  public static List<Prediction> predict(
      Network network, Parameters parameters, Input input, Mode mode) {
    parameters.requireFit(network);
    Predictor p = new Predictor(network, parameters, input, mode);
    Signal start = new Signal(input.secondMoment, input.cosine);
    p.forward(network.layers(), start);
    p.backward(network.layers(), 1);
    double inputSize = network.input().size() * input.secondMoment;
    List<Prediction> predictions = new ArrayList<>();
    for (ProbePoint point : p.points) {
      Signal s = p.forward[point.index()];
      predictions.add(
          new Prediction(
              point,
              known(s.q),
              known(Math.sqrt(s.q * point.shape().size() / inputSize)),
              known(s.c),
              known(Math.sqrt(p.gradient[point.index()]))));
    }
    return predictions;
  }

  /** The input's statistics from a batch; {@code standardized} as in {@link Input}. */
  public static Input inputOf(Tensor batch, boolean standardized) {
    int n = batch.shape().dim(0);
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    BatchStatistics statistics = BatchStatistics.of(batch, ones);
    return new Input(statistics.secondMoment(), statistics.cosine(), n, standardized);
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private Signal forward(List<Layer> layers, Signal start) {
    Signal s = start;
    for (Layer layer : layers) {
      int here = index.get(layer.name());
      if (layer instanceof Residual r) {
        Signal branch = forward(r.branch(), s);
        Signal around = forward(r.shortcut(), s);
        s = endsInWeights(r) ? sum(around, branch, r.branchScale()) : Signal.UNKNOWN;
      } else {
        s = through(layer, here, s);
      }
      forward[here] = s;
    }
    return s;
  }

  private static boolean endsInWeights(Residual r) {
    int end = r.branch().size() - 1;
    while (end > 0 && r.branch().get(end) instanceof Scale) end--;
    Layer last = r.branch().get(end);
    return last instanceof Dense || last instanceof Conv2d;
  }

  private static Signal sum(Signal around, Signal branch, double scale) {
    double b = scale * scale * branch.q;
    if (b == 0) return around; // whose correlation nothing is known of
    double q = around.q + b;
    return new Signal(q, q == 0 ? Double.NaN : (around.q * around.c + b * branch.c) / q);
  }

  private Signal through(Layer layer, int here, Signal s) {
    if (layer instanceof Dense || layer instanceof Conv2d) {
      LayerVariance.Affine a = variances.of(layer.name());
      gradientFactor[here] = a.weight() * a.coverage();
      if (input.standardized && a.weightNorm()) return standardized(here);
      double q = a.weight() * a.coverage() * s.q + a.bias();
      boolean restored = a.mirrored() && !Double.isNaN(s.beforeHalves);
      double cosine = restored ? s.beforeHalves : s.c;
      double covariance = a.weight() * a.coverage() * s.q * cosine + a.bias();
      return new Signal(q, q == 0 ? Double.NaN : covariance / q);
    }
    if (layer instanceof Activation a) {
      DualActivation dual = DualActivation.of(a.function(), a.slope());
      boolean known = !(dual instanceof SmoothDual) || s.q <= SmoothDual.LARGEST_VARIANCE;
      gradientFactor[here] = activationFactor(dual, known ? s.q : Double.NaN);
      if (!known || Double.isNaN(s.q)) return Signal.UNKNOWN;
      double q = dual.second(s.q);
      double c = Double.isNaN(s.c) ? Double.NaN : dual.correlation(s.q, clamp(s.c)) / q;
      return a.function() == Nonlinearity.CRELU ? new Signal(q, c, s.c) : new Signal(q, c);
    }
    if (layer instanceof BatchNorm b) return normalized(b, here, s);
    if (layer instanceof Scale) {
      gradientFactor[here] = variances.of(layer.name()).weight();
      return new Signal(gradientFactor[here] * s.q, gradientFactor[here] == 0 ? Double.NaN : s.c);
    }
    gradientFactor[here] = 1;
    if (layer instanceof GlobalAveragePool) {
      int positions = variances.positionsBefore(layer.name());
      gradientFactor[here] = 1.0 / positions;
      return positions == 1 ? s : Signal.UNKNOWN;
    }
    if (layer instanceof Flatten) return s;
    throw new AssertionError(layer);
  }

  /** E φ'²; for a piecewise linear activation at any q, so also where q is unknown. */
  private static double activationFactor(DualActivation dual, double q) {
    if (dual instanceof PiecewiseLinearDual) return dual.slopeAtZero();
    return Double.isNaN(q) ? Double.NaN : dual.derivativeSecond(q);
  }

  private Signal standardized(int here) {
    // Deviations from the batch mean sum to 0, so two of them correlate at −1/(N−1).
    boolean flat = points.get(here).shape().rank() == 1;
    return new Signal(1, flat ? -1.0 / (input.batch - 1) : Double.NaN);
  }

  private static double clamp(double c) {
    return Math.max(-1, Math.min(1, c));
  }

  private Signal normalized(BatchNorm b, int here, Signal s) {
    LayerVariance.Affine a = variances.of(b.name());
    if (mode == Mode.EVAL) {
      // Running statistics stand at mean 0 and variance 1.
      gradientFactor[here] = a.weight() / (1 + b.epsilon());
      double q = gradientFactor[here] * s.q + a.bias();
      return new Signal(q, (gradientFactor[here] * s.q * s.c + a.bias()) / q);
    }
    boolean flat = points.get(here).shape().rank() == 1;
    double n = input.batch;
    double variance = flat ? s.q * (1 - s.c) * (1 - 1 / n) : Double.NaN;
    double finite = n > 3 ? (n - 1) / (n - 3) * (1 - 2 / n) : Double.NaN;
    gradientFactor[here] = a.weight() / (variance + b.epsilon()) * finite;
    double shrink = flat ? variance / (variance + b.epsilon()) : 1;
    double q = a.weight() * shrink + a.bias();
    double c = flat ? (a.bias() - a.weight() * shrink / (n - 1)) / q : Double.NaN;
    return new Signal(q, c);
  }

  /** Fills {@link #gradient} and returns the factor of the squared norm at the layers' input. */
  private double backward(List<Layer> layers, double after) {
    double g = after;
    for (int i = layers.size() - 1; i >= 0; i--) {
      Layer layer = layers.get(i);
      int here = index.get(layer.name());
      gradient[here] = g;
      if (layer instanceof Residual r) {
        double scale = r.branchScale() * r.branchScale();
        double around = backward(r.shortcut(), g);
        g = around + backward(r.branch(), scale * g);
      } else {
        g *= gradientFactor[here];
      }
    }
    return g;
  }
}
