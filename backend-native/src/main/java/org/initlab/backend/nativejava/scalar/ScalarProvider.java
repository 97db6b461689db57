package org.initlab.backend.nativejava.scalar;

import org.initlab.backend.nativejava.kernel.KernelProvider;
import org.initlab.backend.nativejava.kernel.Kernels;
import org.initlab.backend.nativejava.kernel.ThreadPartition;
import org.initlab.backend.nativejava.parallel.WorkPool;

/** The plain loops, on every JVM. */
public final class ScalarProvider implements KernelProvider {
  @Override
  public String description() {
    return "scalar";
  }

  @Override
  public Kernels<double[]> float64(WorkPool pool) {
    return ScalarKernels.float64(new ThreadPartition(pool));
  }

  @Override
  public Kernels<float[]> float32(WorkPool pool) {
    return ScalarKernels.float32(new ThreadPartition(pool));
  }
}
