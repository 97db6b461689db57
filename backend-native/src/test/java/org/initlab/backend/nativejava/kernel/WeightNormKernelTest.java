package org.initlab.backend.nativejava.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.initlab.backend.nativejava.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * w = g v/‖v‖ and its derivatives. First derivatives against their formulas, written here over unit
 * vectors; tangents of those against central differences in float64, which err by h²·f‴/6 + u/h ≈
 * 1e-9 at h = 1e-5. Norms near 2 in rows of 5 lose at most 32 roundings.
 */
class WeightNormKernelTest {
  private static final int ROWS = 3;
  private static final int COLUMNS = 5;
  private static final double STEP = 1e-5;

  static Stream<KernelSet<?>> sets() {
    return KernelSet.all();
  }

  /** Everything a test needs, as the precision holds it. */
  private static final class Data {
    final double[] g;
    final double[] v;
    final double[] gTangent;
    final double[] vTangent;
    final double[] dw;
    final double[] dwTangent;

    Data(KernelSet<?> set) {
      Samples samples = new Samples(4);
      g = set.rounded(samples.normals(ROWS));
      v = set.rounded(samples.normals(ROWS * COLUMNS));
      gTangent = set.rounded(samples.normals(ROWS));
      vTangent = set.rounded(samples.normals(ROWS * COLUMNS));
      dw = set.rounded(samples.normals(ROWS * COLUMNS));
      dwTangent = set.rounded(samples.normals(ROWS * COLUMNS));
    }
  }

  private static double[] weight(double[] g, double[] v) {
    double[] w = new double[v.length];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        w[i * COLUMNS + j] = g[i] * v[i * COLUMNS + j] / norm(v, i);
      }
    }
    return w;
  }

  /** ∂g, then ∂v. */
  private static double[] adjoint(double[] g, double[] v, double[] dw) {
    double[] out = new double[ROWS + v.length];
    for (int i = 0; i < ROWS; i++) {
      double along = 0;
      for (int j = 0; j < COLUMNS; j++) {
        along += dw[i * COLUMNS + j] * v[i * COLUMNS + j] / norm(v, i);
      }
      out[i] = along;
      for (int j = 0; j < COLUMNS; j++) {
        double unit = v[i * COLUMNS + j] / norm(v, i);
        out[ROWS + i * COLUMNS + j] = g[i] / norm(v, i) * (dw[i * COLUMNS + j] - along * unit);
      }
    }
    return out;
  }

  private static double norm(double[] v, int row) {
    double sum = 0;
    for (int j = 0; j < COLUMNS; j++) sum += v[row * COLUMNS + j] * v[row * COLUMNS + j];
    return Math.sqrt(sum);
  }

  private static double[] moved(double[] x, double[] direction, double step) {
    double[] out = x.clone();
    for (int i = 0; i < x.length; i++) out[i] += step * direction[i];
    return out;
  }

  private static double[] difference(double[] up, double[] down) {
    double[] out = up.clone();
    for (int i = 0; i < up.length; i++) out[i] = (up[i] - down[i]) / (2 * STEP);
    return out;
  }

  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("value %d", i).isCloseTo(expected[i], within(tolerance));
    }
    for (int i = expected.length; i < actual.length; i++) {
      assertThat(actual[i]).isEqualTo(Expect.GUARD);
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void value(KernelSet<A> set) {
    Data d = new Data(set);
    A w = set.array(Expect.before(d.v, false));
    set.kernels().weightNorm().value(set.array(d.g), set.array(d.v), w, ROWS, COLUMNS);
    assertClose(set.values(w), weight(d.g, d.v), 32 * set.u());
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void scales(KernelSet<A> set) {
    Data d = new Data(set);
    double[] expected = new double[ROWS];
    for (int i = 0; i < ROWS; i++) expected[i] = d.g[i] / norm(d.v, i);
    A scales = set.array(Expect.before(d.g, false));
    set.kernels().weightNorm().scales(set.array(d.g), set.array(d.v), scales, ROWS, COLUMNS);
    assertClose(set.values(scales), expected, 32 * set.u());
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void tangent(KernelSet<A> set) {
    Data d = new Data(set);
    A wTangent = set.array(Expect.before(d.v, false));
    set.kernels()
        .weightNorm()
        .tangent(
            set.array(d.g),
            set.array(d.v),
            set.array(d.gTangent),
            set.array(d.vTangent),
            wTangent,
            ROWS,
            COLUMNS);
    double[] expected =
        difference(
            weight(moved(d.g, d.gTangent, STEP), moved(d.v, d.vTangent, STEP)),
            weight(moved(d.g, d.gTangent, -STEP), moved(d.v, d.vTangent, -STEP)));
    assertClose(set.values(wTangent), expected, 1e-8 + 128 * set.u());
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void backward(KernelSet<A> set) {
    Data d = new Data(set);
    double[] expected = adjoint(d.g, d.v, d.dw);
    for (boolean add : KernelSet.addOrAssign()) {
      A dg = set.array(Expect.before(d.gTangent, add));
      A dv = set.array(Expect.before(d.vTangent, add));
      set.kernels()
          .weightNorm()
          .backward(set.array(d.g), set.array(d.v), set.array(d.dw), dg, dv, ROWS, COLUMNS, add);
      double[] g = Arrays.copyOf(expected, ROWS);
      double[] v = Arrays.copyOfRange(expected, ROWS, expected.length);
      assertClose(set.values(dg), add ? moved(g, d.gTangent, 1) : g, 64 * set.u());
      assertClose(set.values(dv), add ? moved(v, d.vTangent, 1) : v, 64 * set.u());
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void tangentBackward(KernelSet<A> set) {
    Data d = new Data(set);
    A dg = set.array(Expect.before(d.g, false));
    A dv = set.array(Expect.before(d.v, false));
    set.kernels()
        .weightNorm()
        .tangentBackward(
            set.array(d.g),
            set.array(d.v),
            set.array(d.gTangent),
            set.array(d.vTangent),
            set.array(d.dw),
            set.array(d.dwTangent),
            dg,
            dv,
            ROWS,
            COLUMNS);
    double[] up =
        adjoint(
            moved(d.g, d.gTangent, STEP),
            moved(d.v, d.vTangent, STEP),
            moved(d.dw, d.dwTangent, STEP));
    double[] down =
        adjoint(
            moved(d.g, d.gTangent, -STEP),
            moved(d.v, d.vTangent, -STEP),
            moved(d.dw, d.dwTangent, -STEP));
    double[] expected = difference(up, down);
    double tolerance = 1e-8 + 256 * set.u();
    assertClose(set.values(dg), Arrays.copyOf(expected, ROWS), tolerance);
    assertClose(set.values(dv), Arrays.copyOfRange(expected, ROWS, expected.length), tolerance);
  }
}
