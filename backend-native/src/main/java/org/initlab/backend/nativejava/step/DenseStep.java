package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.kernel.DenseKernel;
import org.initlab.backend.nativejava.kernel.Epilogue;

/** a = h Wᵀ + b. */
final class DenseStep<A> extends AffineStep<A> {
  private final DenseKernel<A> kernel;
  private final int in;
  private final int out;

  DenseStep(
      int output,
      int input,
      Weight<A> weight,
      Bias<A> bias,
      DenseKernel<A> kernel,
      int in,
      int out) {
    super(output, input, weight, bias);
    this.kernel = kernel;
    this.in = in;
    this.out = out;
  }

  @Override
  void product(A h, A w, A scale, A a, int n, boolean add) {
    kernel.forward(h, w, scale, a, n, in, out, add);
  }

  @Override
  void product(A h, A w, A scale, A a, int n, Epilogue epilogue) {
    kernel.forward(h, w, scale, a, n, in, out, epilogue);
  }

  @Override
  void inputAdjoint(A da, A w, A scale, A dh, int n, boolean add) {
    kernel.inputGradient(da, w, scale, dh, n, in, out, add);
  }

  @Override
  void weightAdjoint(A da, A h, A dw, int n, boolean add) {
    kernel.weightGradient(da, h, dw, n, in, out, add);
  }
}
