package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.KernelProvider;
import org.initlab.backend.nativejava.kernel.Kernels;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.kernel.ThreadPartition;
import org.initlab.backend.nativejava.parallel.WorkPool;
import org.initlab.backend.nativejava.scalar.ScalarProvider;

/**
 * The Vector API's kernels where there are any, the plain loops elsewhere. Only to be used where
 * {@link SimdSupport#available()}.
 */
public final class SimdProvider implements KernelProvider {
  private final KernelProvider scalar = new ScalarProvider();

  @Override
  public String description() {
    return "simd, " + SimdSupport.vectorBits() + "-bit vectors";
  }

  @Override
  public Kernels<double[]> float64(WorkPool pool) {
    Kernels<double[]> plain = scalar.float64(pool);
    Partition shares = new ThreadPartition(pool);
    return plain
        .withDense(new GemmDenseF64(new GemmF64(pool)))
        .withConv(new ConvF64(pool))
        .withActivation(new ActivationF64(plain.activation(), shares))
        .withWeightNorm(new WeightNormF64(plain.weightNorm(), shares))
        .withVector(new VectorPlanesF64(plain.vector(), shares))
        .withObjective(
            new org.initlab.backend.nativejava.scalar.float64.ObjectiveLoops(ExpF64::apply));
  }

  @Override
  public Kernels<float[]> float32(WorkPool pool) {
    Kernels<float[]> plain = scalar.float32(pool);
    Partition shares = new ThreadPartition(pool);
    return plain
        .withDense(new GemmDenseF32(new GemmF32(pool)))
        .withConv(new ConvF32(pool))
        .withActivation(new ActivationF32(plain.activation(), shares))
        .withWeightNorm(new WeightNormF32(plain.weightNorm(), shares))
        .withVector(new VectorPlanesF32(plain.vector(), shares))
        .withObjective(
            new org.initlab.backend.nativejava.scalar.float32.ObjectiveLoops(ExpF32::apply));
  }
}
