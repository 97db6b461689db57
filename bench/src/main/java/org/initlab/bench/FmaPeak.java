package org.initlab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.initlab.core.backend.Precision;

/**
 * What the machine can multiply and add: ten independent chains of fused multiply-adds in registers
 * on every thread, enough to hide a latency of four cycles at two per cycle, and few enough for
 * sixteen registers. Nothing is loaded or stored.
 */
final class FmaPeak implements AutoCloseable {
  private static final int CHAINS = 10;
  private static final int ITERATIONS = 1 << 20;
  private static final double NANOSECONDS = 1e-9;

  private final Precision precision;
  private final int threads;
  private final ExecutorService pool;

  FmaPeak(Precision precision, int threads) {
    this.precision = precision;
    this.threads = threads;
    this.pool = Executors.newFixedThreadPool(threads);
    for (int i = 0; i < 20; i++) flops(); // until it is compiled
  }

  /** Floating-point operations per second of all threads together, two for a multiply-add. */
  double flops() {
    int lanes =
        precision == Precision.FLOAT32
            ? FloatVector.SPECIES_PREFERRED.length()
            : DoubleVector.SPECIES_PREFERRED.length();
    long start = System.nanoTime();
    List<Future<Double>> results = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      results.add(
          pool.submit(precision == Precision.FLOAT32 ? FmaPeak::float32 : FmaPeak::float64));
    }
    for (Future<Double> result : results) {
      try {
        if (!Double.isFinite(result.get())) throw new IllegalStateException("the sums diverged");
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException("the peak could not be measured", e);
      }
    }
    double seconds = (System.nanoTime() - start) * NANOSECONDS;
    return 2.0 * lanes * CHAINS * ITERATIONS * threads / seconds;
  }

  private static double float32() {
    FloatVector x = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 0.5f);
    FloatVector s0 = x;
    FloatVector s1 = x;
    FloatVector s2 = x;
    FloatVector s3 = x;
    FloatVector s4 = x;
    FloatVector s5 = x;
    FloatVector s6 = x;
    FloatVector s7 = x;
    FloatVector s8 = x;
    FloatVector s9 = x;
    for (int i = 0; i < ITERATIONS; i++) {
      s0 = s0.fma(x, x);
      s1 = s1.fma(x, x);
      s2 = s2.fma(x, x);
      s3 = s3.fma(x, x);
      s4 = s4.fma(x, x);
      s5 = s5.fma(x, x);
      s6 = s6.fma(x, x);
      s7 = s7.fma(x, x);
      s8 = s8.fma(x, x);
      s9 = s9.fma(x, x);
    }
    FloatVector sum = s0.add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7).add(s8).add(s9);
    return sum.lane(0);
  }

  private static double float64() {
    DoubleVector x = DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, 0.5);
    DoubleVector s0 = x;
    DoubleVector s1 = x;
    DoubleVector s2 = x;
    DoubleVector s3 = x;
    DoubleVector s4 = x;
    DoubleVector s5 = x;
    DoubleVector s6 = x;
    DoubleVector s7 = x;
    DoubleVector s8 = x;
    DoubleVector s9 = x;
    for (int i = 0; i < ITERATIONS; i++) {
      s0 = s0.fma(x, x);
      s1 = s1.fma(x, x);
      s2 = s2.fma(x, x);
      s3 = s3.fma(x, x);
      s4 = s4.fma(x, x);
      s5 = s5.fma(x, x);
      s6 = s6.fma(x, x);
      s7 = s7.fma(x, x);
      s8 = s8.fma(x, x);
      s9 = s9.fma(x, x);
    }
    DoubleVector sum = s0.add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7).add(s8).add(s9);
    return sum.lane(0);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
