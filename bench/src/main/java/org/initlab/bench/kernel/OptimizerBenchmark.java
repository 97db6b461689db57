package org.initlab.bench.kernel;

import java.util.concurrent.TimeUnit;
import org.initlab.core.backend.UpdateRule;
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

/** One update of one parameter array. The rate is so small that values stay as they are. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class OptimizerBenchmark {
  @Param({"16384", "262144", "1572864"})
  public int count;

  private final UpdateRule.Sgd sgd = new UpdateRule.Sgd(1e-30, 0.9, 1e-4);
  private final UpdateRule.Adam adam = new UpdateRule.Adam(1e-30, 0.9, 0.999, 1e-8, 1e-4, false);
  private Object theta;
  private Object gradient;
  private Object first;
  private Object second;

  @Setup(Level.Trial)
  public void arrays(KernelState state) {
    theta = state.array("theta", count);
    gradient = state.array("gradient", count);
    first = state.array("first", count);
    second = state.array("second", count);
    state.kernels().vector().scale(0, second, second, count, false); // no roots of negatives
  }

  @Benchmark
  public Object sgd(KernelState state) {
    state.kernels().optimizer().sgd(sgd, theta, gradient, first, false, count);
    return theta;
  }

  @Benchmark
  public Object adam(KernelState state) {
    state.kernels().optimizer().adam(adam, theta, gradient, first, second, 10, count);
    return theta;
  }
}
