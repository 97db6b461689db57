package org.initlab.backend.nativejava.kernel;

/**
 * Batch normalization y = γ x̂ + β, x̂ = s (x − μ), s = (σ² + ε)^(−1/2), per channel over m =
 * n·positions values; x and y are n×channels×positions.
 *
 * <p>In training μ and σ² depend on x, and a small change u of x changes x̂ by s·P(u) with P(u) = u
 * − ⟨u⟩ − x̂ ⟨x̂ u⟩, where ⟨·⟩ is the mean over the channel. P is symmetric, so it serves the
 * tangent and the adjoint. In evaluation μ and σ² are constants and P(u) = u, which is the same
 * formula with both means set to 0. So the methods take the two means and serve both modes.
 */
public interface BatchNormKernel<A> {
  /** The sizes of one batch. */
  record Extent(int n, int channels, int positions) {
    /** Values per channel. */
    public long perChannel() {
      return (long) n * positions;
    }

    /** Where the values of sample i and channel c begin. */
    public int start(int i, int c) {
      return (i * channels + c) * positions;
    }
  }

  /** μ = ⟨x⟩ and the biased variance σ² = ⟨(x − μ)²⟩. */
  void moments(A x, A mean, A variance, Extent extent);

  /** s = (σ² + ε)^(−1/2). */
  void inverseDeviation(A variance, double epsilon, A inverse, int channels);

  /** y = γ s (x − μ) + β; {@code y} may be {@code x}. */
  void normalize(A x, A mean, A inverse, A gamma, A beta, A y, Extent extent);

  /** Σ u and Σ x̂ u per channel: ∂β and ∂γ for u = ∂y, and m times the two means of P(u). */
  void sums(A x, A mean, A inverse, A u, A uSum, A uxSum, Extent extent);

  /** ∂x (+)= γ s P(∂y); {@code dx} may be {@code dy}. */
  void inputGradient(
      A x, A mean, A inverse, A gamma, A dy, A dyMean, A dyxMean, A dx, Extent extent, boolean add);

  /** ẏ = γ̇ x̂ + γ s P(ẋ) + β̇; {@code yTangent} may be {@code xTangent}. */
  void tangent(Tangent<A> t, A gamma, A gammaTangent, A betaTangent, A yTangent, Extent extent);

  /** x with its normalization, and ẋ with the two means of P(ẋ). */
  record Tangent<A>(A x, A mean, A inverse, A xTangent, A tMean, A txMean) {}

  /** The tangents of Σ u and Σ x̂ u: Σ u̇ and Σ (u̇ x̂ + u x̂˙) with x̂˙ = s P(ẋ). */
  void sumsTangent(Tangent<A> t, A u, A uTangent, A uSumTangent, A uxSumTangent, Extent extent);

  /**
   * The tangent of ∂x: (ṡ γ + s γ̇) P(u) + s γ (u̇ − ⟨u̇⟩ − x̂˙ ⟨x̂ u⟩ − x̂ ⟨u̇ x̂ + u x̂˙⟩) with u
   * = ∂y, x̂˙ = s P(ẋ) and ṡ = −s² ⟨x̂ ẋ⟩; {@code dxTangent} may be {@code uTangent}.
   */
  void inputGradientTangent(
      Tangent<A> t, A gamma, A gammaTangent, Adjoint<A> u, A dxTangent, Extent extent, boolean add);

  /** u = ∂y and u̇ with ⟨u⟩, ⟨x̂ u⟩ and the tangents of those two. */
  record Adjoint<A>(A u, A uTangent, A uMean, A uxMean, A uMeanTangent, A uxMeanTangent) {}
}
