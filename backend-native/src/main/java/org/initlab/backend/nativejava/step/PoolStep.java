package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.kernel.VectorKernel;

/** Global average pooling: the mean over the positions of every channel. */
final class PoolStep<A> extends LinearStep<A> {
  private final VectorKernel<A> kernel;
  private final int channels;
  private final int positions;

  PoolStep(int output, int input, VectorKernel<A> kernel, int channels, int positions) {
    super(output, input);
    this.kernel = kernel;
    this.channels = channels;
    this.positions = positions;
  }

  @Override
  void apply(Buffers<A> b, int n) {
    kernel.rowMeans(b.of(input()), b.of(output()), n * channels, positions);
  }

  @Override
  void applyAdjoint(Buffers<A> b, int n) {
    A in = b.of(input());
    if (in != null) kernel.spreadRowMeans(b.of(output()), in, n * channels, positions, adds(0));
  }
}
