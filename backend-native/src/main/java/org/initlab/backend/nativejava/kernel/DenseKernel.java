package org.initlab.backend.nativejava.kernel;

/**
 * The three products of a dense layer a = h Wᵀ, all row-major: h is n×in, W out×in, a n×out. Each
 * is bilinear, so its tangent is the sum of two of its own calls.
 *
 * <p>W may come in two factors, {@code weight} and one scale for each of its rows, as weight
 * normalization has it: the product is then taken as if every W_jk = scale_j·weight_jk had been
 * rounded and stored, which saves storing it. A null scale stands for ones.
 */
public interface DenseKernel<A> {
  /** a (+)= h Wᵀ. */
  void forward(A h, A weight, A scale, A a, int n, int in, int out, boolean add);

  /** a = h Wᵀ, and what follows. */
  default void forward(A h, A weight, A scale, A a, int n, int in, int out, Epilogue epilogue) {
    forward(h, weight, scale, a, n, in, out, false);
    epilogue.complete(n);
  }

  /** ∂h (+)= ∂a W. */
  void inputGradient(A da, A weight, A scale, A dh, int n, int in, int out, boolean add);

  /** ∂W (+)= ∂aᵀ h. */
  void weightGradient(A da, A h, A dWeight, int n, int in, int out, boolean add);
}
