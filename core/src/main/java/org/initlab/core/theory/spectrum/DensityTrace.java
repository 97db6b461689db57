package org.initlab.core.theory.spectrum;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The density of λ: the root x in the upper half-plane of ln λ(x) = ln λ is followed from the upper
 * end of the support, where it leaves the real axis, downwards; the density is −Im z/(πλ) there.
 */
final class DensityTrace {
  /** The longest step in ln λ. */
  private static final double STEP = 0.2;

  /** The longest step as a part of the distance to an end of the support, in ln λ. */
  private static final double PART = 0.3;

  /** How far below the upper end in ln λ the root is found by the parabola there. */
  private static final double FIRST = 1e-6;

  private final SpectralCurve curve;
  private final double upper;
  private final double lower;
  private final double edge;
  private double ln;
  private Complex x;

  DensityTrace(SpectralCurve curve) {
    this.curve = curve;
    SpectralCurve.Edge top = curve.upperEdge();
    this.edge = top.x();
    this.upper = Math.log(top.value());
    this.lower = Math.log(curve.lowerEdge().value());
  }

  double[] at(double[] lambda) {
    double[] density = new double[lambda.length];
    int[] descending =
        IntStream.range(0, lambda.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -lambda[i]))
            .mapToInt(i -> i)
            .toArray();
    for (int i : descending) {
      double target = Math.log(lambda[i]);
      if (!(target < upper && target > lower)) continue;
      if (x == null) start(target);
      while (ln > target && curve.slopes().resolves(x.re(), x.im())) step(target);
      // A tail too thin to be told from nothing.
      if (ln > target) break;
      double z = curve.at(x.re(), x.im()).z().im();
      density[i] = Math.max(0, -z / (Math.PI * lambda[i]));
    }
    return density;
  }

  private void start(double target) {
    // ln λ ≈ upper + c(x − edge)²/2 at its minimum over real x.
    double e = 1e-5 * edge;
    double c = curve.at(edge, e).derivative().im() / e;
    ln = Math.max(target, upper - FIRST);
    x = refine(new Complex(edge, Math.sqrt(2 * (upper - ln) / c)), ln);
    if (x == null) throw lost(ln);
  }

  private void step(double target) {
    double longest = Math.min(STEP, PART * Math.min(upper - ln, ln - lower));
    for (double size = longest; size > 1e-12; size /= 2) {
      // Below the lower end a target was left out, so that steps shrink to it but not past it.
      double next = ln - size <= target ? target : ln - size;
      Complex slope = curve.at(x.re(), x.im()).derivative();
      Complex guess = x.plus(new Complex(next - ln, 0).over(slope));
      Complex root = refine(guess, next);
      if (root != null) {
        x = root;
        ln = next;
        return;
      }
    }
    throw lost(ln);
  }

  /** Newton's method; null where it leaves the upper half-plane or does not settle. */
  private Complex refine(Complex guess, double target) {
    Complex at = guess;
    double before = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 12; i++) {
      if (!(at.im() > 0)) return null;
      SpectralCurve.Point p = curve.at(at.re(), at.im());
      Complex missing = p.lnLambda().plus(-target);
      Complex change = missing.over(p.derivative());
      at = at.plus(change.times(-1));
      double size = change.abs() / at.abs();
      // Rounding may keep steps from shrinking further.
      boolean settled = size <= 1e-13 || (size <= 1e-8 && size > before / 2);
      if (settled) return at.im() > 0 ? at : null;
      before = size;
    }
    return null;
  }

  private static IllegalStateException lost(double ln) {
    return new IllegalStateException("the spectral density was lost at ln λ = " + ln);
  }
}
