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

/** Sums over shortcuts, biases and their gradients, pooling and softmax cross-entropy. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class VectorBenchmark {
  /** Samples × channels × positions. */
  @Param({"128x512x1", "64x32x1024", "64x128x64"})
  public String shape;

  private static final int CLASSES = 10;

  private int n;
  private int channels;
  private int positions;
  private int count;
  private Object x;
  private Object y;
  private Object out;
  private Object bias;
  private Object rows;
  private Object logits;
  private Object dLogits;
  private int[] labels;

  @Setup(Level.Trial)
  public void arrays(KernelState state) {
    int[] sizes = KernelState.sizes(shape);
    n = sizes[0];
    channels = sizes[1];
    positions = sizes[2];
    count = n * channels * positions;
    x = state.array("x", count);
    y = state.array("y", count);
    out = state.array("out", count);
    bias = state.array("bias", channels);
    rows = state.array("rows", n * channels);
    logits = state.array("logits", n * CLASSES);
    dLogits = state.array("dLogits", n * CLASSES);
    labels = new int[n];
    for (int i = 0; i < n; i++) labels[i] = i % CLASSES;
  }

  @Benchmark
  public Object addShortcut(KernelState state) {
    state.kernels().vector().sum(x, 1, y, out, count);
    return out;
  }

  @Benchmark
  public Object addBias(KernelState state) {
    state.kernels().vector().addPerChannel(out, bias, n, channels, positions);
    return out;
  }

  @Benchmark
  public Object biasGradient(KernelState state) {
    state.kernels().vector().sumPerChannel(x, bias, n, channels, positions, false);
    return bias;
  }

  @Benchmark
  public Object pool(KernelState state) {
    state.kernels().vector().rowMeans(x, rows, n * channels, positions);
    return rows;
  }

  @Benchmark
  public double crossEntropy(KernelState state) {
    return state.kernels().objective().crossEntropy(logits, labels, 1, dLogits, n, CLASSES);
  }
}
