package org.initlab.bench.kernel;

import java.util.concurrent.TimeUnit;
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

/**
 * The three products of a dense layer: a = h Wᵀ, ∂h = ∂a W and ∂W = ∂aᵀ h, which are GEMM with the
 * right, neither and the left operand transposed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class DenseBenchmark {
  /** Samples × inputs × outputs. */
  @Param({
    "128x3072x512",
    "128x512x512",
    "32x64x64",
    "512x512x512",
    "1024x1024x1024",
    "2048x2048x2048"
  })
  public String shape;

  private int n;
  private int in;
  private int out;
  private Object h;
  private Object w;
  private Object a;
  private Object dw;

  @Setup(Level.Trial)
  public void arrays(KernelState state) {
    int[] sizes = KernelState.sizes(shape);
    n = sizes[0];
    in = sizes[1];
    out = sizes[2];
    h = state.array("h", n * in);
    w = state.array("w", in * out);
    a = state.array("a", n * out);
    dw = state.array("dw", in * out);
  }

  @Benchmark
  public Object forward(KernelState state) {
    state.kernels().dense().forward(h, w, null, a, n, in, out, false);
    return a;
  }

  @Benchmark
  public Object byInput(KernelState state) {
    state.kernels().dense().inputGradient(a, w, null, h, n, in, out, false);
    return h;
  }

  @Benchmark
  public Object byWeight(KernelState state) {
    state.kernels().dense().weightGradient(a, h, dw, n, in, out, false);
    return dw;
  }
}
