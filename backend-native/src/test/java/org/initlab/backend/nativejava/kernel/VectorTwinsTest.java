package org.initlab.backend.nativejava.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.initlab.backend.nativejava.Samples;
import org.initlab.backend.nativejava.kernel.BatchNormKernel.Extent;
import org.initlab.core.backend.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The vector kernels of rows and planes against the plain loops, over lengths from one value to
 * beyond four vectors of any width. Sums of n terms are taken in float64 by both, in another order,
 * and rounded once: they differ by at most 2n·2⁻⁵³ + 2u of the sum of magnitudes (Higham 2002, eq.
 * 4.4). What has no sums has the same bits.
 */
class VectorTwinsTest {
  private static final int[] LENGTHS = {1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 49, 64, 70, 257, 300};
  private static final double U64 = 0x1p-53;
  private static final int ROWS = 3;
  private static final int N = 2;

  /** The plain loops first. */
  private static List<KernelSet<?>> twins(Precision precision) {
    Stream<KernelSet<?>> of = KernelSet.all().filter(set -> set.precision() == precision);
    return of.toList();
  }

  /** One result of a kernel; a and b are inputs of the same numbers in either set. */
  private interface Result {
    <A> double[] of(KernelSet<A> set);
  }

  private static void close(Precision p, int terms, Result result, double... magnitude) {
    double[] plain = result.of(twins(p).get(0));
    double[] vector = result.of(twins(p).get(1));
    for (int i = 0; i < plain.length; i++) {
      double bound = (8 * p.unitRoundoff() + 8 * terms * U64) * magnitude[i % magnitude.length];
      assertThat(vector[i]).as("value %d of %d terms", i, terms).isCloseTo(plain[i], within(bound));
    }
  }

  private static double norm(double[] v, int row, int columns) {
    double sum = 0;
    for (int j = 0; j < columns; j++) sum += v[row * columns + j] * v[row * columns + j];
    return Math.sqrt(sum);
  }

  /** All values of a row of w, ∂v and ∂g are at most these: |g| and 2|g|‖∂w‖/‖v‖ and ‖∂w‖. */
  @ParameterizedTest
  @EnumSource
  void weightNorm(Precision precision) {
    for (int columns : LENGTHS) {
      Samples samples = new Samples(columns);
      double[] g = samples.normals(ROWS);
      double[] v = samples.normals(ROWS * columns);
      double[] dw = samples.normals(ROWS * columns);
      double[] scale = new double[ROWS];
      double[] w = new double[ROWS * columns];
      double[] dv = new double[ROWS * columns];
      double[] dg = new double[ROWS];
      for (int k = 0; k < w.length; k++) {
        int row = k / columns;
        scale[row] = Math.abs(g[row]) / norm(v, row, columns);
        w[k] = Math.abs(g[row]);
        dg[row] = norm(dw, row, columns) + 1;
        dv[k] = 2 * scale[row] * norm(dw, row, columns) + 1;
      }
      close(precision, columns, new WeightNorm(g, v, dw, columns, 0, false), scale);
      close(precision, columns, new WeightNorm(g, v, dw, columns, 1, false), w);
      for (boolean add : new boolean[] {false, true}) {
        close(precision, columns, new WeightNorm(g, v, dw, columns, 2, add), dv);
        close(precision, columns, new WeightNorm(g, v, dw, columns, 3, add), dg);
      }
    }
  }

  /** Of 0 scales, 1 w, 2 ∂v (into ones), 3 ∂g (into ones). */
  private record WeightNorm(
      double[] g, double[] v, double[] dw, int columns, int which, boolean add) implements Result {
    @Override
    public <A> double[] of(KernelSet<A> set) {
      WeightNormKernel<A> kernel = set.kernels().weightNorm();
      A scale = set.array(new double[ROWS]);
      A w = set.array(new double[v.length]);
      A dv = ones(set, v.length);
      A dg = ones(set, ROWS);
      kernel.scales(set.array(g), set.array(v), scale, ROWS, columns);
      kernel.value(set.array(g), set.array(v), w, ROWS, columns);
      kernel.backward(set.array(g), set.array(v), set.array(dw), dg, dv, ROWS, columns, add);
      return set.values(List.of(scale, w, dv, dg).get(which));
    }
  }

  private static <A> A ones(KernelSet<A> set, int count) {
    double[] ones = new double[count];
    java.util.Arrays.fill(ones, 1);
    return set.array(ones);
  }

  /** Standard normal values: no sum of m terms or squares has magnitude beyond 25 m. */
  @ParameterizedTest
  @EnumSource
  void planes(Precision precision) {
    for (int positions : LENGTHS) {
      int terms = N * positions;
      for (int which = 0; which < 6; which++) {
        boolean mean = which < 2 || which == 5;
        close(precision, terms, new Planes(positions, which), mean ? 25 : 25.0 * terms);
      }
      double[] plain = new Planes(positions, 6).of(twins(precision).get(0));
      assertThat(new Planes(positions, 6).of(twins(precision).get(1))).isEqualTo(plain);
      plain = new Planes(positions, 7).of(twins(precision).get(0));
      assertThat(new Planes(positions, 7).of(twins(precision).get(1))).isEqualTo(plain);
    }
  }

  /**
   * Of 0 mean, 1 variance, 2 Σu, 3 Σx̂u, 4 sums per channel, 5 row means, 6 normalized, 7 biased.
   */
  private record Planes(int positions, int which) implements Result {
    @Override
    public <A> double[] of(KernelSet<A> set) {
      Extent e = new Extent(N, ROWS, positions);
      Samples samples = new Samples(positions);
      A x = set.array(samples.normals(N * ROWS * positions));
      A u = set.array(samples.normals(N * ROWS * positions));
      A mean = set.array(0.25, -0.5, 0.125);
      A inverse = set.array(1, 0.5, 0.75);
      A gamma = set.array(samples.normals(ROWS));
      A beta = set.array(samples.normals(ROWS));
      A first = ones(set, ROWS);
      A second = ones(set, ROWS);
      A rows = ones(set, N * ROWS);
      A y = ones(set, N * ROWS * positions);
      Kernels<A> kernels = set.kernels();
      switch (which) {
        case 0, 1 -> kernels.batchNorm().moments(x, first, second, e);
        case 2, 3 -> kernels.batchNorm().sums(x, mean, inverse, u, first, second, e);
        case 4 -> kernels.vector().sumPerChannel(x, first, N, ROWS, positions, true);
        case 5 -> kernels.vector().rowMeans(x, rows, N * ROWS, positions);
        case 6 -> kernels.batchNorm().normalize(x, mean, inverse, gamma, beta, y, e);
        default -> kernels.vector().addPerChannel(y, beta, N, ROWS, positions);
      }
      return set.values(List.of(first, second, first, second, first, rows, y, y).get(which));
    }
  }
}
