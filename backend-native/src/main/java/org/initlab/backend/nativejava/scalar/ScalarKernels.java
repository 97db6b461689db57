package org.initlab.backend.nativejava.scalar;

import org.initlab.backend.nativejava.kernel.Kernels;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.scalar.float64.ActivationLoops;
import org.initlab.backend.nativejava.scalar.float64.ArrayStorage;
import org.initlab.backend.nativejava.scalar.float64.BatchNormLoops;
import org.initlab.backend.nativejava.scalar.float64.ConcatenatedReluLoops;
import org.initlab.backend.nativejava.scalar.float64.ConvLoops;
import org.initlab.backend.nativejava.scalar.float64.DenseLoops;
import org.initlab.backend.nativejava.scalar.float64.ObjectiveLoops;
import org.initlab.backend.nativejava.scalar.float64.OptimizerLoops;
import org.initlab.backend.nativejava.scalar.float64.VectorLoops;
import org.initlab.backend.nativejava.scalar.float64.WeightNormLoops;

/**
 * The plain loops of both precisions. The float32 classes are those of float64 with the type of
 * numbers exchanged, which a test holds them to.
 */
public final class ScalarKernels {
  private ScalarKernels() {}

  public static Kernels<double[]> float64(Partition partition) {
    return new Kernels<>(
        new ArrayStorage(),
        new DenseLoops(partition),
        new ConvLoops(partition),
        new ActivationLoops(partition),
        new ConcatenatedReluLoops(partition),
        new BatchNormLoops(partition),
        new WeightNormLoops(partition),
        new VectorLoops(partition),
        new ObjectiveLoops(),
        new OptimizerLoops(partition));
  }

  public static Kernels<float[]> float32(Partition partition) {
    return new Kernels<>(
        new org.initlab.backend.nativejava.scalar.float32.ArrayStorage(),
        new org.initlab.backend.nativejava.scalar.float32.DenseLoops(partition),
        new org.initlab.backend.nativejava.scalar.float32.ConvLoops(partition),
        new org.initlab.backend.nativejava.scalar.float32.ActivationLoops(partition),
        new org.initlab.backend.nativejava.scalar.float32.ConcatenatedReluLoops(partition),
        new org.initlab.backend.nativejava.scalar.float32.BatchNormLoops(partition),
        new org.initlab.backend.nativejava.scalar.float32.WeightNormLoops(partition),
        new org.initlab.backend.nativejava.scalar.float32.VectorLoops(partition),
        new org.initlab.backend.nativejava.scalar.float32.ObjectiveLoops(),
        new org.initlab.backend.nativejava.scalar.float32.OptimizerLoops(partition));
  }
}
