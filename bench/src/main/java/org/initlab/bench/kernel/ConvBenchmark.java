package org.initlab.bench.kernel;

import java.util.concurrent.TimeUnit;
import org.initlab.backend.nativejava.kernel.ConvGeometry;
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

/** The three products of a convolution in the shapes of the experiments. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ConvBenchmark {
  /**
   * Samples × input channels × output channels × side × kernel × stride; padding keeps the side.
   */
  @Param({
    "128x128x128x8x3x1",
    "64x3x16x32x3x1",
    "64x32x32x32x3x1",
    "64x32x64x32x3x2",
    "64x64x64x16x3x1",
    "64x32x64x32x1x2",
    "64x64x128x16x3x2",
    "64x128x128x8x3x1",
    "8x16x16x8x3x1"
  })
  public String shape;

  private int n;
  private ConvGeometry geometry;
  private Object h;
  private Object w;
  private Object a;
  private Object dw;

  @Setup(Level.Trial)
  public void arrays(KernelState state) {
    int[] sizes = KernelState.sizes(shape);
    n = sizes[0];
    int in = sizes[1];
    int out = sizes[2];
    int side = sizes[3];
    int kernel = sizes[4];
    int stride = sizes[5];
    int padding = kernel / 2;
    int outSide = (side + 2 * padding - kernel) / stride + 1;
    geometry = new ConvGeometry(in, side, side, out, kernel, stride, padding, outSide, outSide);
    h = state.array("h", n * in * geometry.inPlane());
    w = state.array("w", in * out * kernel * kernel);
    a = state.array("a", n * out * geometry.outPlane());
    dw = state.array("dw", in * out * kernel * kernel);
  }

  @Benchmark
  public Object forward(KernelState state) {
    state.kernels().conv().forward(h, w, a, n, geometry, false);
    return a;
  }

  @Benchmark
  public Object byInput(KernelState state) {
    state.kernels().conv().inputGradient(a, w, h, n, geometry, false);
    return h;
  }

  @Benchmark
  public Object byWeight(KernelState state) {
    state.kernels().conv().weightGradient(a, h, dw, n, geometry, false);
    return dw;
  }
}
