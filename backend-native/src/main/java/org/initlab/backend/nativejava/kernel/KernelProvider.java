package org.initlab.backend.nativejava.kernel;

/** One instruction set: the kernels of both precisions. */
public interface KernelProvider {
  /** For the provenance of a run, for example {@code scalar}. */
  String description();

  Kernels<double[]> float64(Partition partition);

  Kernels<float[]> float32(Partition partition);
}
