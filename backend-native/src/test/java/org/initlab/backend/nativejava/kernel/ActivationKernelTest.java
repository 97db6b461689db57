package org.initlab.backend.nativejava.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.initlab.backend.nativejava.Samples;
import org.initlab.core.network.Nonlinearity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * φ and φ′ against core's scalar definitions, φ″ against differences of core's φ′; kinks, tails and
 * lengths off every vector width. Library functions err by a unit in the last place or two and
 * formulas by a few roundings: 16u of the largest of 1, the value and the argument times φ′.
 */
class ActivationKernelTest {
  private static final double[] SPECIAL = {
    0.0, -0.0, 1, -1, 0.5, -0.5, 1e-8, -1e-8, 3, -3, 8, -8, 30, -30, 90, -90, 800, -800
  };
  private static final double[] SLOPES = {0.01, 0, -0.5};

  static Stream<KernelSet<?>> sets() {
    return KernelSet.all();
  }

  private static Stream<Nonlinearity> functions() {
    return Arrays.stream(Nonlinearity.values()).filter(f -> f != Nonlinearity.CRELU);
  }

  private static <A> double[] points(KernelSet<A> set) {
    double[] points = Arrays.copyOf(SPECIAL, SPECIAL.length + 43);
    double[] normals = new Samples(7).normals(43);
    System.arraycopy(normals, 0, points, SPECIAL.length, 43);
    return set.rounded(points);
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void value(KernelSet<A> set) {
    double[] x = points(set);
    functions()
        .forEach(
            f -> {
              for (double slope : SLOPES) {
                A y = set.array(Expect.before(new double[x.length], false));
                set.kernels().activation().value(f, slope, set.array(x), y, x.length);
                double[] values = set.values(y);
                double s = set.rounded(slope)[0];
                for (int i = 0; i < x.length; i++) {
                  double expected = f.value(x[i], s);
                  assertThat(values[i])
                      .as("%s(%s), slope %s", f, x[i], slope)
                      .isCloseTo(expected, bound(set, f, x[i], expected));
                }
                assertThat(values[x.length]).isEqualTo(Expect.GUARD);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void nanStaysNan(KernelSet<A> set) {
    functions()
        .forEach(
            f -> {
              A y = set.array(new double[1]);
              set.kernels().activation().value(f, 0.01, set.array(Double.NaN), y, 1);
              assertThat(set.values(y)[0]).as("%s of NaN", f).isNaN();
            });
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void timesDerivative(KernelSet<A> set) {
    double[] x = points(set);
    double[] u = set.rounded(new Samples(8).normals(x.length));
    double[] before = set.rounded(new Samples(9).normals(x.length));
    functions()
        .forEach(
            f -> {
              for (double slope : SLOPES) {
                for (boolean add : KernelSet.addOrAssign()) {
                  double s = set.rounded(slope)[0];
                  double[] saved = saved(set, f, slope, x);
                  A out = set.array(Expect.before(before, add));
                  A factor = set.array(u);
                  set.kernels()
                      .activation()
                      .timesDerivative(f, slope, set.array(saved), factor, out, x.length, add);
                  double[] values = set.values(out);
                  for (int i = 0; i < x.length; i++) {
                    double expected = f.derivative(x[i], s) * u[i] + (add ? before[i] : 0);
                    double scale = Math.abs(u[i]) + Math.abs(before[i]);
                    assertThat(values[i])
                        .as("%s′(%s), slope %s", f, x[i], slope)
                        .isCloseTo(expected, derivativeBound(set, x[i], scale));
                  }
                  assertThat(values[x.length]).isEqualTo(Expect.GUARD);
                }
              }
            });
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void timesDerivativeInPlace(KernelSet<A> set) {
    double[] x = points(set);
    double[] u = set.rounded(new Samples(8).normals(x.length));
    functions()
        .forEach(
            f -> {
              A saved = set.array(saved(set, f, 0.01, x));
              A apart = set.array(u);
              set.kernels()
                  .activation()
                  .timesDerivative(f, 0.01, saved, set.array(u), apart, x.length, false);
              A place = set.array(u);
              set.kernels()
                  .activation()
                  .timesDerivative(f, 0.01, saved, place, place, x.length, false);
              assertThat(set.values(place)).as("%s", f).isEqualTo(set.values(apart));
            });
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void addSecondDerivative(KernelSet<A> set) {
    double[] x = set.rounded(IntStream.range(0, 39).mapToDouble(i -> (i - 19.4) / 5).toArray());
    double[] u = set.rounded(new Samples(8).normals(x.length));
    double[] v = set.rounded(new Samples(9).normals(x.length));
    double[] before = set.rounded(new Samples(10).normals(x.length));
    double step = 1e-5;
    functions()
        .forEach(
            f -> {
              double[] saved = saved(set, f, 0.01, x);
              A out = set.array(Expect.before(before, true));
              set.kernels()
                  .activation()
                  .addSecondDerivative(
                      f, 0.01, set.array(saved), set.array(u), set.array(v), out, x.length);
              double[] values = set.values(out);
              for (int i = 0; i < x.length; i++) {
                // Central differences of φ′ err by h²/6·φ⁗ + u/h, below 1e-9 here.
                double second =
                    (f.derivative(x[i] + step, 0.01) - f.derivative(x[i] - step, 0.01))
                        / (2 * step);
                double expected = before[i] + second * u[i] * v[i];
                double scale = Math.abs(before[i]) + 4 * Math.abs(u[i] * v[i]);
                assertThat(values[i])
                    .as("%s″(%s)", f, x[i])
                    .isCloseTo(expected, within((1e-9 + 32 * set.u()) * scale));
              }
              assertThat(values[x.length]).isEqualTo(Expect.GUARD);
            });
  }

  /** φ(x) or x, as the kernel wants it. */
  private static <A> double[] saved(KernelSet<A> set, Nonlinearity f, double slope, double[] x) {
    if (!ActivationKernel.derivesFromOutput(f, slope)) return x;
    A y = set.array(new double[x.length]);
    set.kernels().activation().value(f, slope, set.array(x), y, x.length);
    return set.values(y);
  }

  private static Offset<Double> bound(KernelSet<?> set, Nonlinearity f, double x, double value) {
    boolean exact =
        f == Nonlinearity.IDENTITY || f == Nonlinearity.RELU || f == Nonlinearity.HARD_TANH;
    double scale = f == Nonlinearity.TANH || f == Nonlinearity.ERF ? Math.abs(value) : 1;
    if (f == Nonlinearity.LEAKY_RELU || f == Nonlinearity.GELU || f == Nonlinearity.SILU) {
      scale = Math.abs(x);
    }
    return within(exact ? 0 : 16 * set.u() * scale + Double.MIN_NORMAL);
  }

  /** φ′ is at most 1.2; GELU's and SiLU's are sums whose terms have x as a factor. */
  private static Offset<Double> derivativeBound(KernelSet<?> set, double x, double scale) {
    return within(16 * set.u() * scale * Math.max(1, Math.min(Math.abs(x), 8)));
  }
}
