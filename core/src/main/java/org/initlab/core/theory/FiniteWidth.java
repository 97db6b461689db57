package org.initlab.core.theory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Scale;
import org.initlab.core.tensor.Shape;

/**
 * How far one drawn network strays from {@link Predictor}: the variance over draws of ln q and of
 * ln ‖∂L/∂h‖² at every probe point, to first order in 1/width, for independent weights (orthogonal
 * ones stray less) and independent random cotangents.
 *
 * <p>The mean square of a layer of n units is a mean of n numbers that are independent given the
 * layer's input. For pre-activations each has relative variance 2r, r = 1/N + (1 − 1/N)c², N the
 * samples, c their correlation; for hidden states (E φ⁴/N + (1 − 1/N) E φ(u₁)²φ(u₂)²)/(E φ²)² − 1.
 * What the input strayed by is passed on with the slope of ln q' over ln q. Gradients likewise,
 * with φ' and correlation 0. Positions of a map count as samples, as many as a kernel covers as
 * one. The mean of c² over pairs takes the spread of c with it, (1 − c²)²/n per layer.
 */
public final class FiniteWidth {
  /**
   * Relative variances of a mean square: passed on by earlier layers, and of the last one's units.
   */
  private record Spread(double passedOn, double own, double ofCosine) {
    static final Spread NONE = new Spread(0, 0, 0);
    static final Spread UNKNOWN = new Spread(Double.NaN, Double.NaN, Double.NaN);

    double total() {
      return passedOn + own;
    }
  }

  /**
   * At one probe point; empty where nothing is predicted.
   *
   * @param forward Var ln q
   * @param backward Var ln ‖∂L/∂h‖²
   */
  public record Deviation(OptionalDouble forward, OptionalDouble backward) {}

  private final Map<String, Prediction> byLayer = new HashMap<>();
  private final LayerVariance variances;
  private final Predictor.Input input;
  private final double[] forward;
  private final double[] backward;

  private FiniteWidth(
      Network network, Parameters parameters, Predictor.Input input, List<Prediction> all) {
    for (Prediction p : all) byLayer.put(p.point().layer(), p);
    this.variances = new LayerVariance(network, parameters);
    this.input = input;
    this.forward = new double[all.size()];
    this.backward = new double[all.size()];
  }

  /**
   * One for every prediction, in their order.
   *
   * @param predictions those of {@link Predictor} for the same network, parameters and input
   */
  public static List<Deviation> of(
      Network network, Parameters parameters, Predictor.Input input, List<Prediction> predictions) {
    FiniteWidth f = new FiniteWidth(network, parameters, input, predictions);
    double d = network.input().size();
    double c = input.cosine();
    Spread start = new Spread(0, 0, square(1 - c * c) / d);
    Place entry = new Place(input.secondMoment(), c, network.input());
    f.forward(network.layers(), start, entry);
    f.backward(network.layers(), new Spread(0, 0, 1.0 / network.output().size()), entry);
    List<Deviation> out = new ArrayList<>();
    for (int i = 0; i < predictions.size(); i++) {
      out.add(new Deviation(known(f.forward[i]), known(f.backward[i])));
    }
    return out;
  }

  private static OptionalDouble known(double v) {
    return Double.isFinite(v) ? OptionalDouble.of(v) : OptionalDouble.empty();
  }

  private static double clamp(double c) {
    return Math.max(-1, Math.min(1, c));
  }

  private static double square(double x) {
    return x * x;
  }

  /** What is predicted of a state. */
  private record Place(double q, double c, Shape shape) {}

  private Place place(Layer layer) {
    Prediction p = byLayer.get(layer.name());
    return new Place(
        p.secondMoment().orElse(Double.NaN), p.cosine().orElse(Double.NaN), p.point().shape());
  }

  private ProbePoint point(Layer layer) {
    return byLayer.get(layer.name()).point();
  }

  private static double units(Shape shape) {
    return shape.dim(0);
  }

  /** Samples times positions, as many as a kernel covers as one. */
  private double samples(Shape shape, double covered) {
    if (shape.rank() == 1) return input.batch();
    double positions = (double) shape.dim(1) * shape.dim(2);
    return input.batch() * Math.max(1, positions / covered);
  }

  private Spread forward(List<Layer> layers, Spread start, Place from) {
    Spread s = start;
    Place before = from;
    double covered = 9;
    for (Layer layer : layers) {
      Place here = place(layer);
      if (layer instanceof Conv2d c) covered = c.kernel() * c.kernel();
      if (layer instanceof Residual r) {
        Spread branch = forward(r.branch(), s, before);
        Spread around = forward(r.shortcut(), s, before);
        s = sum(r, branch, around, before, here);
      } else {
        s = through(layer, s, before, here, covered);
      }
      forward[point(layer).index()] = s.total();
      before = here;
    }
    return s;
  }

  private Spread through(Layer layer, Spread s, Place before, Place here, double covered) {
    if (layer instanceof Flatten || layer instanceof Scale) return s;
    double n = units(here.shape);
    double samples = samples(here.shape, covered);
    if (layer instanceof Dense || layer instanceof Conv2d) {
      LayerVariance.Affine a = variances.of(layer.name());
      if (input.standardized() && a.weightNorm()) return Spread.NONE;
      double share = a.weight() * a.coverage() * before.q / here.q;
      double r = 1 / samples + (1 - 1 / samples) * (square(here.c) + share * share * s.ofCosine);
      double ofCosine = share * share * s.ofCosine + square(1 - square(here.c)) / n;
      return new Spread(square(share) * s.total(), 2 * r / n, ofCosine);
    }
    if (layer instanceof Activation a) {
      DualActivation dual = DualActivation.of(a.function(), a.slope());
      FourthMoments fourth = new FourthMoments(a.function(), a.slope());
      double q = before.q;
      double c = before.c;
      if (Double.isNaN(q) || Double.isNaN(c)) return Spread.UNKNOWN;
      double slope = dual.secondSlope(q) * q / here.q;
      double equal = fourth.squares(q, 1);
      // Over pairs c spreads by δ on both sides.
      double delta = Math.sqrt(s.ofCosine);
      double pairs =
          (fourth.squares(q, clamp(c - delta)) + fourth.squares(q, clamp(c + delta))) / 2;
      double one = (equal / samples + (1 - 1 / samples) * pairs) / square(here.q) - 1;
      double turn = dual.derivativeCorrelation(q, c) * q / here.q;
      // The weighted layer's own units stray by their φ² from here on; both halves of CReLU
      // together keep their a².
      boolean halves = a.function() == Nonlinearity.CRELU;
      double own = halves || s.own == 0 ? s.own : one / n;
      return new Spread(square(slope) * s.passedOn, own, square(turn) * s.ofCosine);
    }
    if (layer instanceof BatchNorm) return new Spread(0, 0, square(1 - square(here.c)) / n);
    return Spread.UNKNOWN;
  }

  private Spread sum(Residual r, Spread branch, Spread around, Place before, Place here) {
    double scale = square(r.branchScale());
    double b = place(r.branch().get(r.branch().size() - 1)).q * scale / here.q;
    double a = 1 - b;
    double n = units(here.shape);
    double samples = samples(here.shape, 9);
    double c = here.c;
    double pairs = 1 / samples + (1 - 1 / samples) * c * c;
    // What both paths carry on is one signal's; h·F(h) adds its own.
    double passedOn = square(a * Math.sqrt(around.total()) + b * Math.sqrt(branch.passedOn));
    double own = b * b * branch.own + 4 * a * b * pairs / n;
    return new Spread(passedOn + own, 0, a * a * around.ofCosine + b * b * branch.ofCosine);
  }

  /** {@link Spread#ofCosine} is the mean of c² of gradients over pairs here. */
  private Spread backward(List<Layer> layers, Spread after, Place entry) {
    Spread s = after;
    for (int i = layers.size() - 1; i >= 0; i--) {
      Layer layer = layers.get(i);
      backward[point(layer).index()] = s.total();
      Place below = i == 0 ? entry : place(layers.get(i - 1));
      if (layer instanceof Residual r) {
        Spread branch = backward(r.branch(), s, below);
        Spread around = backward(r.shortcut(), s, below);
        s = joined(r, i == 0 ? null : layers.get(i - 1), branch, around, below);
      } else {
        double strayed = i == 0 ? 0 : forward[point(layers.get(i - 1)).index()];
        s = back(layer, s, below, strayed);
      }
    }
    return s;
  }

  /** Of both paths' sum, where the shortcut is the identity and what is before it is predicted. */
  private Spread joined(Residual r, Layer before, Spread branch, Spread around, Place below) {
    if (before == null || !r.shortcut().isEmpty()) return Spread.UNKNOWN;
    double in = gradient(before);
    double out = gradient(r);
    double b = 1 - square(out / in);
    double a = 1 - b;
    double samples = samples(below.shape, 9);
    double pairs = 1 / samples + (1 - 1 / samples) * around.ofCosine;
    double passedOn = square(a * Math.sqrt(around.total()) + b * Math.sqrt(branch.passedOn));
    double own = b * b * branch.own + 4 * a * b * pairs / units(below.shape);
    return new Spread(passedOn + own, 0, a * a * around.ofCosine + b * b * branch.ofCosine);
  }

  private double gradient(Layer layer) {
    return byLayer.get(layer.name()).gradientRatio().orElse(Double.NaN);
  }

  private Spread back(Layer layer, Spread s, Place below, double strayed) {
    if (layer instanceof Flatten || layer instanceof Scale) return s;
    double n = units(below.shape);
    double samples = samples(below.shape, 9);
    if (layer instanceof Dense || layer instanceof Conv2d) {
      double r = 1 / samples + (1 - 1 / samples) * s.ofCosine;
      return new Spread(s.total(), 2 * r / n, s.ofCosine + 1 / n);
    }
    if (layer instanceof Activation a) {
      if (Double.isNaN(below.q) || Double.isNaN(below.c)) return Spread.UNKNOWN;
      DualActivation dual = DualActivation.of(a.function(), a.slope());
      FourthMoments fourth = new FourthMoments(a.function(), a.slope());
      // One of two independent gradients reaches a unit before CReLU.
      boolean halves = a.function() == Nonlinearity.CRELU;
      double mean = halves ? 1 : dual.derivativeSecond(below.q);
      double equal = 3 * (halves ? 1 : fourth.slopes(below.q, 1));
      double pairs = (1 + 2 * s.ofCosine) * (halves ? 1 : fourth.slopes(below.q, clamp(below.c)));
      double one = (equal / samples + (1 - 1 / samples) * pairs) / square(mean) - 1;
      double decay = square(dual.derivativeCorrelation(below.q, clamp(below.c)) / mean);
      double own = s.own > 0 ? one / n : 0;
      // χ moves with q, which strays by forward's deviation, the same way in all layers.
      double step = 1e-4;
      double change =
          Math.log(dual.derivativeSecond(below.q * (1 + step)) / dual.derivativeSecond(below.q));
      double moved = Math.abs(change / step) * Math.sqrt(strayed);
      return new Spread(square(Math.sqrt(s.passedOn) + moved), own, decay * s.ofCosine + 1 / n);
    }
    return Spread.UNKNOWN;
  }
}
