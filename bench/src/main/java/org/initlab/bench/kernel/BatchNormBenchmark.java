package org.initlab.bench.kernel;

import java.util.concurrent.TimeUnit;
import org.initlab.backend.nativejava.kernel.BatchNormKernel.Extent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Batch normalization of the stages of WRN-16-2, and of a dense layer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class BatchNormBenchmark {
  /** Samples × channels × positions. */
  @Param({"64x32x1024", "64x64x256", "64x128x64", "128x512x1"})
  public String shape;

  private Extent extent;
  private Object x;
  private Object y;
  private Object dy;
  private Object mean;
  private Object variance;
  private Object gamma;
  private Object beta;

  @Setup(Level.Trial)
  public void arrays(KernelState state) {
    int[] sizes = KernelState.sizes(shape);
    extent = new Extent(sizes[0], sizes[1], sizes[2]);
    int size = sizes[0] * sizes[1] * sizes[2];
    x = state.array("x", size);
    y = state.array("y", size);
    dy = state.array("dy", size);
    mean = state.array("mean", sizes[1]);
    variance = state.array("variance", sizes[1]);
    gamma = state.array("gamma", sizes[1]);
    beta = state.array("beta", sizes[1]);
  }

  @Benchmark
  public Object moments(KernelState state) {
    state.kernels().batchNorm().moments(x, mean, variance, extent);
    return mean;
  }

  @Benchmark
  public Object normalize(KernelState state) {
    state.kernels().batchNorm().normalize(x, mean, variance, gamma, beta, y, extent);
    return y;
  }

  @Benchmark
  public Object sums(KernelState state) {
    state.kernels().batchNorm().sums(x, mean, variance, dy, gamma, beta, extent);
    return gamma;
  }

  @Benchmark
  public Object inputGradient(KernelState state) {
    state
        .kernels()
        .batchNorm()
        .inputGradient(x, mean, variance, gamma, dy, mean, beta, y, extent, false);
    return y;
  }
}
