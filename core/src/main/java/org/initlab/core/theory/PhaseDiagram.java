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
   * and q, once it diverges, does so at every larger σ_w.
   *
   * @param sigmaW ascending
   */
  public static List<Optional<FixedPoint>> row(
      DualActivation activation, double[] sigmaW, double sigmaB) {
    List<Optional<FixedPoint>> row = new ArrayList<>();
    boolean diverged = false;
    for (double s : sigmaW) {
      Optional<FixedPoint> f =
          diverged ? Optional.empty() : new MeanField(activation, s, sigmaB).findFixedPoint();
      diverged = f.isEmpty();
      row.add(f);
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
