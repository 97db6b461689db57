package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.kernel.VectorKernel;

/**
 * The same numbers under another name: flatten and the identity. The state is never copied; the
 * adjoint only where the input has other uses, whose adjoints must not mix with this one's.
 */
final class ViewStep<A> extends LinearStep<A> {
  private final VectorKernel<A> kernel;
  private final int size;

  ViewStep(int output, int input, VectorKernel<A> kernel, int size) {
    super(output, input);
    this.kernel = kernel;
    this.size = size;
  }

  @Override
  void apply(Buffers<A> b, int n) {}

  @Override
  void applyAdjoint(Buffers<A> b, int n) {
    A out = b.of(output());
    A in = b.of(input());
    if (in != null && in != out) kernel.scale(1, out, in, n * size, adds(0));
  }

  @Override
  protected boolean view() {
    return true;
  }
}
