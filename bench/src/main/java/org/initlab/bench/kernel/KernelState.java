package org.initlab.bench.kernel;

import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.backend.nativejava.kernel.KernelProvider;
import org.initlab.backend.nativejava.kernel.Kernels;
import org.initlab.backend.nativejava.parallel.WorkPool;
import org.initlab.backend.nativejava.scalar.ScalarProvider;
import org.initlab.backend.nativejava.simd.SimdProvider;
import org.initlab.core.random.Seed;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The kernels that are timed, and arrays for them: uniform on (−1, 1). */
@State(Scope.Benchmark)
public class KernelState {
  private static final Seed SEED = new Seed(1);

  @Param("float32")
  public String precision;

  /** simd or scalar. */
  @Param("simd")
  public String kernels;

  @Param("1")
  public int workers;

  private WorkPool pool;
  private Kernels<Object> chosen;

  @Setup(Level.Trial)
  public void open() {
    pool = new WorkPool(workers);
    KernelProvider provider =
        switch (kernels) {
          case "simd" -> new SimdProvider();
          case "scalar" -> new ScalarProvider();
          default ->
              throw new IllegalArgumentException("kernels must be simd or scalar: " + kernels);
        };
    chosen =
        switch (precision) {
          case "float32" -> erased(provider.float32(pool));
          case "float64" -> erased(provider.float64(pool));
          default ->
              throw new IllegalArgumentException(
                  "precision must be float32 or float64: " + precision);
        };
  }

  @TearDown(Level.Trial)
  public void close() {
    pool.close();
  }

  /** Every array that a benchmark passes comes from {@link #array} of the same kernels. */
  @SuppressWarnings("unchecked")
  private static Kernels<Object> erased(Kernels<?> kernels) {
    return (Kernels<Object>) kernels;
  }

  Kernels<Object> kernels() {
    return chosen;
  }

  /** An array of the precision. */
  Object array(String name, int length) {
    UniformRandomProvider random = SEED.stream(name);
    return chosen.storage().copy(random.doubles(length, -1, 1).toArray());
  }

  /** The numbers of a shape like {@code 128x512x512}. */
  static int[] sizes(String shape) {
    String[] parts = shape.split("x");
    int[] sizes = new int[parts.length];
    for (int i = 0; i < parts.length; i++) sizes[i] = Integer.parseInt(parts[i]);
    return sizes;
  }
}
