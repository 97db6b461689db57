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

/** Weight normalization, row by row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class WeightNormBenchmark {
  /** Rows × columns. */
  @Param({"512x512", "512x3072", "128x1152", "32x288"})
  public String shape;

  private int rows;
  private int columns;
  private Object g;
  private Object v;
  private Object w;
  private Object dg;
  private Object dv;

  @Setup(Level.Trial)
  public void arrays(KernelState state) {
    int[] sizes = KernelState.sizes(shape);
    rows = sizes[0];
    columns = sizes[1];
    g = state.array("g", rows);
    v = state.array("v", rows * columns);
    w = state.array("w", rows * columns);
    dg = state.array("dg", rows);
    dv = state.array("dv", rows * columns);
  }

  @Benchmark
  public Object scales(KernelState state) {
    state.kernels().weightNorm().scales(g, v, dg, rows, columns);
    return dg;
  }

  @Benchmark
  public Object value(KernelState state) {
    state.kernels().weightNorm().value(g, v, w, rows, columns);
    return w;
  }

  @Benchmark
  public Object backward(KernelState state) {
    state.kernels().weightNorm().backward(g, v, w, dg, dv, rows, columns, false);
    return dv;
  }
}
