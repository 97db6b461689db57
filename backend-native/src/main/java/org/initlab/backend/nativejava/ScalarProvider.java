package org.initlab.backend.nativejava;

import org.initlab.backend.nativejava.kernel.KernelProvider;
import org.initlab.backend.nativejava.kernel.Kernels;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.scalar.ScalarKernels;

/** The plain loops, on every JVM. */
final class ScalarProvider implements KernelProvider {
  @Override
  public String description() {
    return "scalar";
  }

  @Override
  public Kernels<double[]> float64(Partition partition) {
    return ScalarKernels.float64(partition);
  }

  @Override
  public Kernels<float[]> float32(Partition partition) {
    return ScalarKernels.float32(partition);
  }
}
