package org.initlab.bench.kernel;

import java.util.concurrent.TimeUnit;
import org.initlab.core.network.Nonlinearity;
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

/** Activation functions and their derivatives over one state. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ActivationBenchmark {
  @Param({"RELU", "LEAKY_RELU", "TANH", "HARD_TANH", "SIGMOID", "ERF", "GELU", "SILU"})
  public Nonlinearity function;

  /** 128 samples of 512 units, and one of a WideResNet's first stage. */
  @Param({"65536", "2097152"})
  public int count;

  private Object x;
  private Object y;
  private Object u;

  @Setup(Level.Trial)
  public void arrays(KernelState state) {
    x = state.array("x", count);
    y = state.array("y", count);
    u = state.array("u", count);
  }

  @Benchmark
  public Object value(KernelState state) {
    state.kernels().activation().value(function, 0.01, x, y, count);
    return y;
  }

  @Benchmark
  public Object timesDerivative(KernelState state) {
    state.kernels().activation().timesDerivative(function, 0.01, x, u, y, count, false);
    return y;
  }
}
