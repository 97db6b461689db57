package org.initlab.core.theory;

/**
 * Wide networks whose pre-activations are standardized on the batch: data-dependent weight
 * normalization (Salimans and Kingma 2016) and batch normalization, whose pre-activations have mean
 * 0 and variance 1 in every layer.
 */
public final class StandardizedLayers {
  private StandardizedLayers() {}

  /**
   * Growth of squared gradient norms per layer, E φ'(z)²/Var φ(z): the scale that brings φ's
   * variance to 1, times φ'². For ReLU ½ / ((π − 1)/(2π)) = π/(π − 1) (for batch normalization Yang
   * et al. 2019, arXiv 1902.08129).
   */
  public static double gradientGrowth(DualActivation activation) {
    // Var φ = E φ(u₁)² − E φ(u₁)φ(u₂) at correlation 0.
    return activation.derivativeSecond(1) / activation.difference(1, 0);
  }
}
