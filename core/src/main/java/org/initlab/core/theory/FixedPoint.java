package org.initlab.core.theory;

/**
 * Where the signal of a deep network settles.
 *
 * @param qStar q*, the stable fixed point of the length map that is reached from small inputs
 * @param chi1 χ₁ = σ_w² E φ'(√q* z)², the slope of the correlation map at c = 1 and the growth of
 *     squared gradients per layer
 * @param cStar c*, the stable fixed point of the correlation map: 1 where χ₁ ≤ 1
 * @param chiC the slope of the correlation map at c*
 * @param xiQ ξ_q = −1/ln(dq'/dq at q*), the depth in layers over which a deviation from q* decays
 * @param xiC ξ_c = −1/ln χ(c*), the same for c: to how many layers information penetrates
 *     (Schoenholz et al. 2017); ∞ at criticality
 */
public record FixedPoint(
    double qStar, double chi1, double cStar, double chiC, double xiQ, double xiC) {
  /** The phases of a network at initialization. */
  public enum Phase {
    /** χ₁ &lt; 1: inputs become alike, gradients vanish. */
    ORDERED,
    /** χ₁ = 1 to within 1e-9: the edge of chaos. */
    CRITICAL,
    /** χ₁ &gt; 1: inputs become unlike, gradients explode. */
    CHAOTIC
  }

  public Phase phase() {
    if (Math.abs(chi1 - 1) <= 1e-9) return Phase.CRITICAL;
    return chi1 < 1 ? Phase.ORDERED : Phase.CHAOTIC;
  }

  /** ξ_∇ = 1/ln χ₁: squared gradients grow (or, negative, shrink) by e over so many layers. */
  public double xiGradient() {
    return 1 / Math.log(chi1);
  }
}
