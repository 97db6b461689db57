package org.initlab.backend.nativejava.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.initlab.backend.nativejava.Samples;
import org.initlab.core.backend.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rows of every length give what the plain loops give. Those sum in float64; in vectors a sum Σab
 * has chains of at most 64 fused multiply-adds and four more additions, so it errs by no more than
 * 68u Σ|ab|. With a few roundings after it, ‖v‖ is good to 40u, g/‖v‖ to 45u, ∂g to 110u‖∂w‖ and an
 * element of ∂v to 160u (g/‖v‖)(|∂w_j| + ‖∂w‖|v_j|/‖v‖).
 */
class WeightNormTwinsTest {
  /** From one value to beyond four vectors, and beyond the columns that share their lanes. */
  private static final int[] COLUMNS = {1, 2, 7, 8, 9, 16, 31, 33, 64, 65, 130, 4096, 4173};

  private static final int ROWS = 3;

  private record Result(double[] scale, double[] w, double[] dg, double[] dv) {}

  @ParameterizedTest
  @EnumSource
  void rowsOfEveryLength(Precision precision) {
    Stream<KernelSet<?>> of = KernelSet.all().filter(set -> set.precision() == precision);
    List<KernelSet<?>> twins = of.toList();
    assertThat(twins).hasSize(2);
    double u = precision.unitRoundoff();
    for (int columns : COLUMNS) {
      for (boolean add : KernelSet.addOrAssign()) {
        Result plain = result(twins.get(0), columns, add);
        Result vector = result(twins.get(1), columns, add);
        check(plain, vector, twins.get(0).rounded(new Samples(2).normals(ROWS * columns)), u, add);
      }
    }
  }

  private static void check(Result plain, Result vector, double[] dw, double u, boolean add) {
    int columns = plain.dv.length / ROWS;
    for (int i = 0; i < ROWS; i++) {
      double scale = Math.abs(plain.scale[i]);
      double gradient = norm(dw, i, columns);
      double before = add ? 1 : 0; // what ∂g and ∂v were, and one more rounding of it
      close(vector.scale[i], plain.scale[i], 45 * u * scale);
      close(vector.dg[i], plain.dg[i], 110 * u * gradient + 2 * u * (before + gradient));
      double weight = norm(plain.w, i, columns);
      for (int j = i * columns; j < (i + 1) * columns; j++) {
        double unit = Math.abs(plain.w[j]) / weight;
        double size = scale * (Math.abs(dw[j]) + gradient * unit);
        close(vector.w[j], plain.w[j], 50 * u * Math.abs(plain.w[j]));
        close(vector.dv[j], plain.dv[j], 160 * u * size + 2 * u * (before + size));
      }
    }
  }

  private static void close(double actual, double expected, double bound) {
    assertThat(Math.abs(actual - expected)).isLessThanOrEqualTo(bound);
  }

  private static <A> Result result(KernelSet<A> set, int columns, boolean add) {
    A g = set.array(new Samples(1).normals(ROWS));
    A v = set.array(new Samples(columns).normals(ROWS * columns));
    A dw = set.array(new Samples(2).normals(ROWS * columns));
    A scale = set.array(new double[ROWS]);
    A w = set.array(new double[ROWS * columns]);
    double[] before = new double[ROWS * columns];
    Arrays.fill(before, 1);
    A dg = set.array(1, 1, 1);
    A dv = set.array(before);
    WeightNormKernel<A> kernel = set.kernels().weightNorm();
    kernel.scales(g, v, scale, ROWS, columns);
    kernel.value(g, v, w, ROWS, columns);
    kernel.backward(g, v, dw, dg, dv, ROWS, columns, add);
    return new Result(set.values(scale), set.values(w), set.values(dg), set.values(dv));
  }

  private static double norm(double[] x, int row, int columns) {
    double sum = 0;
    for (int j = row * columns; j < (row + 1) * columns; j++) sum += x[j] * x[j];
    return Math.sqrt(sum);
  }
}
