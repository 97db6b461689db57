package org.initlab.core.theory;

import java.util.Optional;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Nonlinearity;

/**
 * Mean-field theory of a wide fully connected network with one activation: weights N(0,
 * σ_w²/fan_in), biases N(0, σ_b²) (Poole et al. 2016, arXiv 1606.05340; Schoenholz et al. 2017,
 * arXiv 1611.01232). q is the variance of pre-activations, c the correlation of those of two
 * inputs.
 *
 * @param sigmaW σ_w, a standard deviation, positive
 * @param sigmaB σ_b, a standard deviation, not negative
 */
public record MeanField(DualActivation activation, double sigmaW, double sigmaB) {
  public MeanField {
    Arguments.positive("sigma_w", sigmaW);
    Arguments.notNegative("sigma_b", sigmaB);
  }

  /**
   * @param slope leaky ReLU's slope; other functions ignore it
   */
  public static MeanField of(Nonlinearity function, double slope, double sigmaW, double sigmaB) {
    return new MeanField(DualActivation.of(function, slope), sigmaW, sigmaB);
  }

  /** The length map, q' = σ_w² E φ(√q z)² + σ_b² (Poole et al., eq. 3). */
  public double nextVariance(double q) {
    Arguments.notNegative("q", q);
    return sigmaW * sigmaW * activation.second(q) + sigmaB * sigmaB;
  }

  /**
   * The correlation map at the fixed point q* of the length map, c' = (σ_w² E φ(u₁)φ(u₂) + σ_b²)/q*
   * (Poole et al., eq. 5).
   */
  public double nextCorrelation(double qStar, double c) {
    Arguments.positive("q*", qStar);
    if (!(Math.abs(c) <= 1)) {
      throw new InvalidInputException("c must be in -1..1, was " + c);
    }
    return (sigmaW * sigmaW * activation.correlation(qStar, c) + sigmaB * sigmaB) / qStar;
  }

  /** σ_w² E φ'(u₁)φ'(u₂), the slope of the correlation map; at c = 1 it is χ₁. */
  public double slope(double q, double c) {
    double e = c == 1 ? activation.derivativeSecond(q) : activation.derivativeCorrelation(q, c);
    return sigmaW * sigmaW * e;
  }

  /**
   * q*, c* and what follows from them.
   *
   * @throws InvalidInputException if q has no fixed point; the message says how it diverges
   */
  public FixedPoint fixedPoint() {
    return FixedPointSolver.solve(this);
  }

  /** {@link #fixedPoint}, empty where q diverges or every q is a fixed point. */
  public Optional<FixedPoint> findFixedPoint() {
    return FixedPointSolver.find(this);
  }
}
