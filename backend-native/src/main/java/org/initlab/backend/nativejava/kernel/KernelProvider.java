package org.initlab.backend.nativejava.kernel;

import org.initlab.backend.nativejava.parallel.WorkPool;

/** One instruction set: the kernels of both precisions. */
public interface KernelProvider {
  /** For the provenance of a run, for example {@code scalar}. */
  String description();

  /** Kernels for one model, which share its pool. */
  Kernels<double[]> float64(WorkPool pool);

  /** Kernels for one model, which share its pool. */
  Kernels<float[]> float32(WorkPool pool);
}
