package org.initlab.backend.nativejava.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.initlab.backend.nativejava.Samples;
import org.initlab.backend.nativejava.kernel.BatchNormKernel.Adjoint;
import org.initlab.backend.nativejava.kernel.BatchNormKernel.Extent;
import org.initlab.backend.nativejava.kernel.BatchNormKernel.Tangent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Batch normalization over 3 samples × 2 channels × 5 positions. Derivatives are compared with
 * central differences, in float64, of the whole layer (statistics included): error h²·f‴/6 + u/h ≈
 * 1e-8 at h = 1e-5 for variances near 1. In float32, sums of 15 terms and some 20 further roundings
 * of numbers below 10 stay within 1000u.
 */
class BatchNormKernelTest {
  private static final Extent EXTENT = new Extent(3, 2, 5);
  private static final int SIZE = 30;
  private static final double EPSILON = 0.125; // exact in either precision
  private static final double STEP = 1e-5;

  private static final Samples SAMPLES = new Samples(31);
  private static final double[] X = single(SAMPLES.normals(SIZE));
  private static final double[] X_TANGENT = single(SAMPLES.normals(SIZE));
  private static final double[] DY = single(SAMPLES.normals(SIZE));
  private static final double[] DY_TANGENT = single(SAMPLES.normals(SIZE));
  private static final double[] GAMMA = {1.5, -0.75};
  private static final double[] GAMMA_TANGENT = {0.5, 2};
  private static final double[] BETA = {0.25, -3};
  private static final double[] BETA_TANGENT = {-1, 0.5};

  static Stream<KernelSet<?>> sets() {
    return KernelSet.scalar();
  }

  private static double[] single(double[] values) {
    for (int i = 0; i < values.length; i++) values[i] = (float) values[i];
    return values;
  }

  private static double tolerance(KernelSet<?> set) {
    return 1e-7 + 1000 * set.u();
  }

  private static int channel(int i) {
    return i / 5 % 2;
  }

  /** Sums of u over each channel, times x̂ if that is given. */
  private static double[] channelMeans(double[] u, double[] normalized) {
    double[] means = new double[2];
    for (int i = 0; i < SIZE; i++) {
      means[channel(i)] += u[i] * (normalized == null ? 1 : normalized[i]) / 15;
    }
    return means;
  }

  private static double[] normalized(double[] x) {
    double[] mean = channelMeans(x, null);
    double[] centred = new double[SIZE];
    for (int i = 0; i < SIZE; i++) centred[i] = x[i] - mean[channel(i)];
    double[] variance = channelMeans(centred, centred);
    double[] out = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      out[i] = centred[i] / Math.sqrt(variance[channel(i)] + EPSILON);
    }
    return out;
  }

  private static double[] output(double[] x, double[] gamma, double[] beta) {
    double[] y = normalized(x);
    for (int i = 0; i < SIZE; i++) y[i] = gamma[channel(i)] * y[i] + beta[channel(i)];
    return y;
  }

  /**
   * ∂x in closed form, which {@link #inputGradientIsTheAdjointOfTheLayer} holds against
   * differences.
   */
  private static double[] inputGradient(double[] x, double[] gamma, double[] dy) {
    double[] normalized = normalized(x);
    double[] mean = channelMeans(x, null);
    double[] centred = new double[SIZE];
    for (int i = 0; i < SIZE; i++) centred[i] = x[i] - mean[channel(i)];
    double[] variance = channelMeans(centred, centred);
    double[] dyMean = channelMeans(dy, null);
    double[] dyxMean = channelMeans(dy, normalized);
    double[] dx = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      int c = channel(i);
      double scale = gamma[c] / Math.sqrt(variance[c] + EPSILON);
      dx[i] = scale * (dy[i] - dyMean[c] - normalized[i] * dyxMean[c]);
    }
    return dx;
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void aMeanFarFromZeroCancelsNothing(KernelSet<A> set) {
    // 2²² + {0, 1, 2, 1}: sums and deviations are exact in either precision, E[x²] − μ² is not
    double far = 0x1p22;
    A mean = set.array(0);
    A variance = set.array(0);
    A x = set.array(far, far + 1, far + 2, far + 1);
    set.kernels().batchNorm().moments(x, mean, variance, new Extent(2, 1, 2));
    assertThat(set.values(mean)).containsExactly(far + 1);
    assertThat(set.values(variance)).containsExactly(0.5);
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

  /** What the kernel itself makes of X: statistics, and x̂'s tangent along X_TANGENT. */
  private static final class State<A> {
    final KernelSet<A> set;
    final BatchNormKernel<A> kernel;
    final A x;
    final A mean;
    final A variance;
    final A inverse;

    State(KernelSet<A> set) {
      this.set = set;
      kernel = set.kernels().batchNorm();
      x = set.array(X);
      mean = set.array(Expect.before(new double[2], false));
      variance = set.array(Expect.before(new double[2], false));
      inverse = set.array(Expect.before(new double[2], false));
      kernel.moments(x, mean, variance, EXTENT);
      kernel.inverseDeviation(variance, EPSILON, inverse, 2);
    }

    /** ⟨u⟩ and ⟨x̂ u⟩. */
    List<A> means(A u) {
      A plain = set.array(0, 0);
      A withX = set.array(0, 0);
      kernel.sums(x, mean, inverse, u, plain, withX, EXTENT);
      return divided(plain, withX);
    }

    List<A> divided(A first, A second) {
      for (A sum : List.of(first, second)) {
        set.kernels().vector().scale(1.0 / 15, sum, sum, 2, false);
      }
      return List.of(first, second);
    }

    Tangent<A> tangent() {
      A xTangent = set.array(X_TANGENT);
      List<A> means = means(xTangent);
      return new Tangent<>(x, mean, inverse, xTangent, means.get(0), means.get(1));
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void moments(KernelSet<A> set) {
    State<A> s = new State<>(set);
    double[] mean = channelMeans(X, null);
    double[] centred = new double[SIZE];
    for (int i = 0; i < SIZE; i++) centred[i] = X[i] - mean[channel(i)];
    double[] variance = channelMeans(centred, centred);
    assertClose(set.values(s.mean), mean, 20 * set.u());
    assertClose(set.values(s.variance), variance, 40 * set.u());
    double[] inverse = Arrays.stream(variance).map(v -> 1 / Math.sqrt(v + EPSILON)).toArray();
    assertClose(set.values(s.inverse), inverse, 40 * set.u());
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void momentsOfALargeOffsetKeepTheVariance(KernelSet<A> set) {
    // Two passes: 4096 ± 1 has variance 1 exactly; a difference of squares would lose float32.
    double[] x = {4095, 4097, 4095, 4097};
    A mean = set.array(0);
    A variance = set.array(0);
    set.kernels().batchNorm().moments(set.array(x), mean, variance, new Extent(2, 1, 2));
    assertThat(set.values(mean)).containsExactly(4096);
    assertThat(set.values(variance)).containsExactly(1);
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void normalize(KernelSet<A> set) {
    State<A> s = new State<>(set);
    A y = set.array(Expect.before(X, false));
    s.kernel.normalize(s.x, s.mean, s.inverse, set.array(GAMMA), set.array(BETA), y, EXTENT);
    assertClose(set.values(y), output(X, GAMMA, BETA), 100 * set.u());
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void sums(KernelSet<A> set) {
    State<A> s = new State<>(set);
    A plain = set.array(Expect.before(new double[2], false));
    A withX = set.array(Expect.before(new double[2], false));
    s.kernel.sums(s.x, s.mean, s.inverse, set.array(DY), plain, withX, EXTENT);
    double[] expected = Arrays.stream(channelMeans(DY, null)).map(m -> 15 * m).toArray();
    assertClose(set.values(plain), expected, 100 * set.u());
    double[] expectedX = Arrays.stream(channelMeans(DY, normalized(X))).map(m -> 15 * m).toArray();
    assertClose(set.values(withX), expectedX, 200 * set.u());
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void inputGradientIsTheAdjointOfTheLayer(KernelSet<A> set) {
    State<A> s = new State<>(set);
    A dy = set.array(DY);
    List<A> means = s.means(dy);
    double[] expected = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double[] axis = new double[SIZE];
      axis[i] = 1;
      double[] change =
          difference(
              output(moved(X, axis, STEP), GAMMA, BETA),
              output(moved(X, axis, -STEP), GAMMA, BETA));
      for (int j = 0; j < SIZE; j++) expected[i] += DY[j] * change[j];
    }
    for (boolean add : KernelSet.addOrAssign()) {
      A dx = set.array(Expect.before(X_TANGENT, add));
      s.kernel.inputGradient(
          s.x,
          s.mean,
          s.inverse,
          set.array(GAMMA),
          dy,
          means.get(0),
          means.get(1),
          dx,
          EXTENT,
          add);
      assertClose(set.values(dx), add ? moved(expected, X_TANGENT, 1) : expected, tolerance(set));
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void tangent(KernelSet<A> set) {
    State<A> s = new State<>(set);
    A yTangent = set.array(Expect.before(X, false));
    s.kernel.tangent(
        s.tangent(),
        set.array(GAMMA),
        set.array(GAMMA_TANGENT),
        set.array(BETA_TANGENT),
        yTangent,
        EXTENT);
    double[] expected =
        difference(
            output(
                moved(X, X_TANGENT, STEP),
                moved(GAMMA, GAMMA_TANGENT, STEP),
                moved(BETA, BETA_TANGENT, STEP)),
            output(
                moved(X, X_TANGENT, -STEP),
                moved(GAMMA, GAMMA_TANGENT, -STEP),
                moved(BETA, BETA_TANGENT, -STEP)));
    assertClose(set.values(yTangent), expected, tolerance(set));
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void sumsTangent(KernelSet<A> set) {
    State<A> s = new State<>(set);
    A plain = set.array(Expect.before(new double[2], false));
    A withX = set.array(Expect.before(new double[2], false));
    s.kernel.sumsTangent(s.tangent(), set.array(DY), set.array(DY_TANGENT), plain, withX, EXTENT);
    double[] up = channelMeans(moved(DY, DY_TANGENT, STEP), normalized(moved(X, X_TANGENT, STEP)));
    double[] down =
        channelMeans(moved(DY, DY_TANGENT, -STEP), normalized(moved(X, X_TANGENT, -STEP)));
    double[] expectedX = Arrays.stream(difference(up, down)).map(m -> 15 * m).toArray();
    double[] expected = Arrays.stream(channelMeans(DY_TANGENT, null)).map(m -> 15 * m).toArray();
    assertClose(set.values(plain), expected, 100 * set.u());
    assertClose(set.values(withX), expectedX, 10 * tolerance(set));
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void inputGradientTangent(KernelSet<A> set) {
    State<A> s = new State<>(set);
    A dy = set.array(DY);
    A dyTangent = set.array(DY_TANGENT);
    List<A> means = s.means(dy);
    A plain = set.array(0, 0);
    A withX = set.array(0, 0);
    s.kernel.sumsTangent(s.tangent(), dy, dyTangent, plain, withX, EXTENT);
    List<A> tangents = s.divided(plain, withX);
    Adjoint<A> adjoint =
        new Adjoint<>(dy, dyTangent, means.get(0), means.get(1), tangents.get(0), tangents.get(1));
    double[] expected =
        difference(
            inputGradient(
                moved(X, X_TANGENT, STEP),
                moved(GAMMA, GAMMA_TANGENT, STEP),
                moved(DY, DY_TANGENT, STEP)),
            inputGradient(
                moved(X, X_TANGENT, -STEP),
                moved(GAMMA, GAMMA_TANGENT, -STEP),
                moved(DY, DY_TANGENT, -STEP)));
    for (boolean add : KernelSet.addOrAssign()) {
      A dxTangent = set.array(Expect.before(X, add));
      s.kernel.inputGradientTangent(
          s.tangent(), set.array(GAMMA), set.array(GAMMA_TANGENT), adjoint, dxTangent, EXTENT, add);
      assertClose(
          set.values(dxTangent), add ? moved(expected, X, 1) : expected, 10 * tolerance(set));
    }
  }
}
