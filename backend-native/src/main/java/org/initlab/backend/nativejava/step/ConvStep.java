package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.kernel.ConvKernel;
import org.initlab.backend.nativejava.kernel.Epilogue;

/** a = h ⋆ W + b, W always stored as one array. */
final class ConvStep<A> extends AffineStep<A> {
  private final ConvKernel<A> kernel;
  private final ConvGeometry geometry;

  ConvStep(
      int output,
      int input,
      Weight<A> weight,
      Bias<A> bias,
      ConvKernel<A> kernel,
      ConvGeometry geometry) {
    super(output, input, weight, bias);
    this.kernel = kernel;
    this.geometry = geometry;
  }

  @Override
  void product(A h, A w, A scale, A a, int n, boolean add) {
    kernel.forward(h, w, a, n, geometry, add);
  }

  @Override
  void product(A h, A w, A scale, A a, int n, Epilogue epilogue) {
    kernel.forward(h, w, a, n, geometry, epilogue);
  }

  @Override
  void inputAdjoint(A da, A w, A scale, A dh, int n, boolean add) {
    kernel.inputGradient(da, w, dh, n, geometry, add);
  }

  @Override
  void weightAdjoint(A da, A h, A dw, int n, boolean add) {
    kernel.weightGradient(da, h, dw, n, geometry, add);
  }
}
