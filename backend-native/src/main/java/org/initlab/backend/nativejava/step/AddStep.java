package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.kernel.VectorKernel;

/** h' = shortcut + s · branch, the end of a residual block. */
final class AddStep<A> extends LinearStep<A> {
  private static final int BRANCH = 0;
  private static final int SHORTCUT = 1;

  private final VectorKernel<A> kernel;
  private final double scale;
  private final int size;

  AddStep(int output, int branch, int shortcut, VectorKernel<A> kernel, double scale, int size) {
    super(output, branch, shortcut);
    this.kernel = kernel;
    this.scale = scale;
    this.size = size;
  }

  @Override
  void apply(Buffers<A> b, int n) {
    kernel.sum(b.of(input(SHORTCUT)), scale, b.of(input(BRANCH)), b.of(output()), n * size);
  }

  /** The shortcut first: where both inputs are one value, the branch adds to it. */
  @Override
  void applyAdjoint(Buffers<A> b, int n) {
    A out = b.of(output());
    A shortcut = b.of(input(SHORTCUT));
    A branch = b.of(input(BRANCH));
    if (shortcut != null) kernel.scale(1, out, shortcut, n * size, adds(SHORTCUT));
    if (branch != null) kernel.scale(scale, out, branch, n * size, adds(BRANCH));
  }

  @Override
  protected boolean elementwise() {
    return true;
  }
}
