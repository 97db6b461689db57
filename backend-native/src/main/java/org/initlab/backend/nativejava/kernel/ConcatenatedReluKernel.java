package org.initlab.backend.nativejava.kernel;

/**
 * CReLU, [max(x, 0); max(−x, 0)] along the feature axis: x is n×size, y n×2·size. Its derivative is
 * 0 at 0 in both halves and its second derivative vanishes.
 */
public interface ConcatenatedReluKernel<A> {
  void value(A x, A y, int n, int size);

  /** ẏ = [1(x&gt;0) ⊙ ẋ; −1(x&lt;0) ⊙ ẋ]. */
  void tangent(A x, A xTangent, A yTangent, int n, int size);

  /** ∂x (+)= 1(x&gt;0) ⊙ ∂y₁ − 1(x&lt;0) ⊙ ∂y₂. */
  void backward(A x, A dy, A dx, int n, int size, boolean add);
}
