package org.initlab.backend.nativejava.kernel;

/**
 * The objectives, their gradients with respect to the output y (n×k) and the tangents of those.
 * Losses are summed in float64; gradients are multiplied by {@code weight}.
 */
public interface ObjectiveKernel<A> {
  /** L = −(1/n) Σ log softmax(y_i)[label_i]; ∂y = weight·(softmax(y) − onehot)/n. */
  double crossEntropy(A y, int[] labels, double weight, A dy, int n, int classes);

  /** The tangent of ∂y: (p ⊙ ẏ − p (p·ẏ))/n with p = softmax(y). */
  void crossEntropyTangent(A y, A yTangent, A dyTangent, int n, int classes);

  /** L = Σ (y − t)²/count; ∂y = weight·2 (y − t)/count. */
  double meanSquaredError(A y, A target, double weight, A dy, int count);

  /** L = Σ y ⊙ c; ∂y = weight·c. */
  double cotangent(A y, A cotangent, double weight, A dy, int count);
}
