package org.initlab.backend.nativejava.kernel;

/**
 * The three products of a convolution (cross-correlation) a = h ⋆ W: h is n×in×height×width, W
 * out×in×k×k, a n×out×outHeight×outWidth. Each is bilinear, so its tangent is the sum of two of its
 * own calls.
 */
public interface ConvKernel<A> {
  /** a (+)= h ⋆ W. */
  void forward(A h, A weight, A a, int n, ConvGeometry geometry, boolean add);

  /** a = h ⋆ W, and what follows. */
  default void forward(A h, A weight, A a, int n, ConvGeometry geometry, Epilogue epilogue) {
    forward(h, weight, a, n, geometry, false);
    epilogue.complete(n);
  }

  /** ∂h (+)= the transposed convolution of ∂a with W. */
  void inputGradient(A da, A weight, A dh, int n, ConvGeometry geometry, boolean add);

  /** ∂W (+)= the correlation of h with ∂a. */
  void weightGradient(A da, A h, A dWeight, int n, ConvGeometry geometry, boolean add);
}
