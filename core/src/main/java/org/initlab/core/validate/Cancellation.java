package org.initlab.core.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Layer;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Residual;
import org.initlab.core.stats.Differences;
import org.initlab.core.tensor.Tensor;

/**
 * What batch normalization's backward pass loses: it takes from γ/σ·∂L/∂y the parts along 1 and
 * along the normalized state, and when little is left (a batch that has collapsed onto two values,
 * say, as under constant weights) the roundings of what was taken stand against a small rest. No
 * perturbation of the parameters shows that, so it is measured from the gradients on both sides.
 */
final class Cancellation {
  private record Loss(int index, double roundings) {}

  private final List<Loss> losses = new ArrayList<>();

  Cancellation(Subject subject, Observation exact) {
    Map<String, Integer> index = new HashMap<>();
    for (ProbePoint p : subject.network().probePoints()) index.put(p.layer(), p.index());
    collect(subject, exact, subject.network().layers(), Kink.NETWORK_INPUT, index);
  }

  /** Roundings, relative, in the gradient at a point from the normalizations after it. */
  double before(int point) {
    double sum = 0;
    for (Loss l : losses) if (l.index > point) sum += l.roundings;
    return sum;
  }

  private void collect(
      Subject subject,
      Observation exact,
      List<Layer> layers,
      int before,
      Map<String, Integer> index) {
    int previous = before;
    for (Layer layer : layers) {
      int here = index.get(layer.name());
      if (layer instanceof BatchNorm b) {
        Tensor in = previous < 0 ? subject.inputs() : exact.states()[previous];
        Tensor din = previous < 0 ? exact.inputGradient() : exact.stateGradients()[previous];
        double taken = largestScaled(subject, b, in, exact.stateGradients()[here]);
        int terms = in.size() / subject.network().probePoints().get(here).shape().dim(0);
        double roundings = 2 * Math.sqrt(terms) + 4;
        if (taken > 0) losses.add(new Loss(here, roundings * taken / Differences.maxAbs(din)));
      }
      if (layer instanceof Residual r) {
        collect(subject, exact, r.branch(), previous, index);
        collect(subject, exact, r.shortcut(), previous, index);
      }
      previous = here;
    }
  }

  /** max |γ/σ·∂L/∂y| over all features, σ of the batch. */
  private static double largestScaled(Subject subject, BatchNorm b, Tensor in, Tensor dy) {
    int features = in.shape().dim(1);
    int positions = in.size() / subject.batch() / features;
    double[] gamma = subject.parameters().get(b.name() + ".weight").data();
    double largest = 0;
    for (int f = 0; f < features; f++) {
      double sum = 0;
      double gradient = 0;
      for (int i = 0; i < subject.batch() * positions; i++) {
        int at = at(i, f, features, positions);
        sum += in.data()[at];
        gradient = Math.max(gradient, Math.abs(dy.data()[at]));
      }
      double mean = sum / (subject.batch() * positions);
      double squares = 0;
      for (int i = 0; i < subject.batch() * positions; i++) {
        double d = in.data()[at(i, f, features, positions)] - mean;
        squares += d * d;
      }
      double variance = squares / (subject.batch() * positions);
      largest =
          Math.max(largest, Math.abs(gamma[f]) * gradient / Math.sqrt(variance + b.epsilon()));
    }
    return largest;
  }

  private static int at(int i, int feature, int features, int positions) {
    return (i / positions * features + feature) * positions + i % positions;
  }
}
