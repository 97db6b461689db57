package org.initlab.core.validate;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.stats.Differences;
import org.initlab.core.tensor.Tensor;

/**
 * The pre-activations that two engines put on different sides of a kink, and what that does to
 * gradients before it. A flip counts only where both lie within the bound of the kink: there, and
 * only there, either side is right. It changes one element of ∂L/∂a by the derivative's jump times
 * ∂L/∂h, relative to ‖∂L/∂a‖; further back the relative error is at most that, since weights spread
 * one element over many.
 */
final class Flips {
  private record Flip(int output, double relative) {}

  private final List<Flip> flips = new ArrayList<>();
  private final List<Kink> kinks;
  private final Subject subject;
  private final Bounds bounds;
  private final Observation a;

  Flips(Subject subject, Bounds bounds, Observation a, Observation b) {
    this.subject = subject;
    this.bounds = bounds;
    this.a = a;
    this.kinks = Kink.of(subject.network());
    for (Kink kink : kinks) {
      if (kink.input() == Kink.NETWORK_INPUT) continue;
      Tensor x = a.states()[kink.input()];
      Tensor y = b.states()[kink.input()];
      for (int i : flipped(kink, x, y, 1)) {
        double relative = jump(kink, i) / Differences.maxAbs(a.stateGradients()[kink.input()]);
        flips.add(new Flip(kink.output(), relative));
      }
    }
  }

  /** The relative error that flips may cause in the gradient at a point. */
  double before(int point) {
    double sum = 0;
    for (Flip f : flips) if (f.output > point) sum += f.relative;
    return sum;
  }

  /**
   * The same for the parameter gradients of one later step, whose flips are seen but whose state
   * gradients are taken to be of the size that they had at the start; a flip changes a sum over the
   * batch, so it is relative to the Euclidean norm of ∂L/∂a, and never more than the whole of it.
   */
  double inStep(int step, Tensor[] x, Tensor[] y) {
    double sum = 0;
    for (Kink kink : kinks) {
      if (kink.input() == Kink.NETWORK_INPUT || x[kink.input()] == null) continue;
      double norm = 0;
      for (double v : a.stateGradients()[kink.input()].data()) norm += v * v;
      for (int i : flipped(kink, x[kink.input()], y[kink.input()], step + 1)) {
        sum += Math.min(1, jump(kink, i) / Math.sqrt(norm));
      }
    }
    return sum;
  }

  private List<Integer> flipped(Kink kink, Tensor x, Tensor y, int growth) {
    ProbePoint point = subject.network().probePoints().get(kink.input());
    double limit = growth * bounds.state(point) * Bounds.scale(x, y);
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      double u = x.data()[i];
      double v = y.data()[i];
      if (kink.piece(u) == kink.piece(v)) continue;
      if (Math.max(kink.distance(u), kink.distance(v)) <= limit) indices.add(i);
    }
    return indices;
  }

  private double jump(Kink kink, int i) {
    int features = subject.network().probePoints().get(kink.input()).shape().size();
    return kink.jump(a.stateGradients()[kink.output()].data(), i, features);
  }
}
