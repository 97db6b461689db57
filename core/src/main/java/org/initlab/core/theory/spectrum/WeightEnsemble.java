package org.initlab.core.theory.spectrum;

/** The law of square weight matrices of variance σ_w²/N per entry. */
public enum WeightEnsemble {
  /** Independent normal entries: S_WWᵀ(z) = 1/(σ_w²(1 + z)). */
  GAUSSIAN,
  /** σ_w times Haar-distributed orthogonal matrices: S_WWᵀ(z) = 1/σ_w². */
  ORTHOGONAL
}
