package org.initlab.bench.kernel;

import java.util.concurrent.TimeUnit;
import org.initlab.core.linalg.HaarOrthogonal;
import org.initlab.core.random.Seed;
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
 * A Haar-distributed orthogonal matrix, drawn and multiplied out of its reflections, in float64.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class OrthogonalBenchmark {
  @Param({"200", "500", "1000"})
  public int n;

  private long draw;

  @Setup(Level.Trial)
  public void start() {
    draw = 0;
  }

  @Benchmark
  public double[] sample() {
    return HaarOrthogonal.sample(n, n, new Seed(draw++).stream("w"));
  }
}
