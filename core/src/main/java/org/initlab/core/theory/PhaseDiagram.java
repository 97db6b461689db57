package org.initlab.core.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Fixed points over the plane of (σ_w, σ_b) (Schoenholz et al. 2017, Figure 1). */
public final class PhaseDiagram {
  private PhaseDiagram() {}

  /**
   * The fixed points at one σ_b; empty where q has none. E φ² ≥ 0, so the length map grows with σ_w
   * and q, once it diverges, does so at every larger σ_w. For the same reason q* at one σ_w is
   * below that at the next, and c* is near a line through the last two: the search begins there.
   *
   * @param sigmaW ascending
   */
  public static List<Optional<FixedPoint>> row(
      DualActivation activation, double[] sigmaW, double sigmaB) {
    List<Optional<FixedPoint>> row = new ArrayList<>();
    boolean diverged = false;
    double least = 0;
    double last = 1;
    double next = 1;
    for (double s : sigmaW) {
      double near = Math.min(Math.max(next, last / 2), (1 + last) / 2);
      Optional<FixedPoint> f =
          diverged
              ? Optional.empty()
              : FixedPointSolver.find(
                  new MeanField(activation, s, sigmaB), least, near > 0 && near < 1 ? near : 0.5);
      diverged = f.isEmpty();
      row.add(f);
      if (diverged) continue;
      least = f.get().qStar();
      next = 2 * f.get().cStar() - last;
      last = f.get().cStar();
    }
    return row;
  }

  /**
   * σ_w at the boundary between order and chaos, χ₁ = 1, at this σ_b: the critical line, and for
   * piecewise linear activations, whose χ₁ depends on σ_w alone, the σ_w from which q diverges.
   */
  public static OptionalDouble boundary(DualActivation activation, double sigmaB) {
    if (activation instanceof PiecewiseLinearDual) {
      return OptionalDouble.of(Math.sqrt(1 / activation.slopeAtZero()));
    }
    return CriticalLine.find(activation, sigmaB)
        .map(p -> OptionalDouble.of(p.sigmaW()))
        .orElse(OptionalDouble.empty());
  }
}
