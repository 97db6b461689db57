package org.initlab.backend.nativejava.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.initlab.backend.nativejava.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three products of a dense layer against double loops over their definition. */
class DenseKernelTest {
  /** n, in, out; some beyond the tiles of the plain loops, 64 rows and 512 columns. */
  private static final int[][] SIZES = {
    {1, 1, 1},
    {2, 3, 5},
    {7, 17, 9},
    {5, 1, 3},
    {1, 6, 1},
    {16, 8, 24},
    {33, 65, 31},
    {67, 83, 71},
    {130, 12, 519},
    {3, 1030, 65}
  };

  static Stream<KernelSet<?>> sets() {
    return KernelSet.all();
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void forward(KernelSet<A> set) {
    for (int[] s : SIZES) {
      for (boolean add : KernelSet.addOrAssign()) forward(set, s[0], s[1], s[2], add);
    }
  }

  private <A> void forward(KernelSet<A> set, int n, int in, int out, boolean add) {
    Samples samples = new Samples(n * 31 + in);
    double[] h = set.rounded(samples.normals(n * in));
    double[] w = set.rounded(samples.normals(out * in));
    double[] a = set.rounded(samples.normals(n * out));
    Expect expected = new Expect(n * out);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < out; j++) {
        if (add) expected.add(i * out + j, a[i * out + j]);
        for (int k = 0; k < in; k++) expected.add(i * out + j, h[i * in + k] * w[j * in + k]);
      }
    }
    A result = set.array(Expect.before(a, add));
    set.kernels().dense().forward(set.array(h), set.array(w), null, result, n, in, out, add);
    expected.assertMatches("a", set.values(result), in + 2, set.u());
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void inputGradient(KernelSet<A> set) {
    for (int[] s : SIZES) {
      for (boolean add : KernelSet.addOrAssign()) inputGradient(set, s[0], s[1], s[2], add);
    }
  }

  private <A> void inputGradient(KernelSet<A> set, int n, int in, int out, boolean add) {
    Samples samples = new Samples(n * 37 + in);
    double[] da = set.rounded(samples.normals(n * out));
    double[] w = set.rounded(samples.normals(out * in));
    double[] dh = set.rounded(samples.normals(n * in));
    Expect expected = new Expect(n * in);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < in; k++) {
        if (add) expected.add(i * in + k, dh[i * in + k]);
        for (int j = 0; j < out; j++) expected.add(i * in + k, da[i * out + j] * w[j * in + k]);
      }
    }
    A result = set.array(Expect.before(dh, add));
    set.kernels().dense().inputGradient(set.array(da), set.array(w), null, result, n, in, out, add);
    expected.assertMatches("∂h", set.values(result), out + 2, set.u());
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void weightGradient(KernelSet<A> set) {
    for (int[] s : SIZES) {
      for (boolean add : KernelSet.addOrAssign()) weightGradient(set, s[0], s[1], s[2], add);
    }
  }

  private <A> void weightGradient(KernelSet<A> set, int n, int in, int out, boolean add) {
    Samples samples = new Samples(n * 41 + in);
    double[] da = set.rounded(samples.normals(n * out));
    double[] h = set.rounded(samples.normals(n * in));
    double[] dw = set.rounded(samples.normals(out * in));
    Expect expected = new Expect(out * in);
    for (int j = 0; j < out; j++) {
      for (int k = 0; k < in; k++) {
        if (add) expected.add(j * in + k, dw[j * in + k]);
        for (int i = 0; i < n; i++) expected.add(j * in + k, da[i * out + j] * h[i * in + k]);
      }
    }
    A result = set.array(Expect.before(dw, add));
    set.kernels().dense().weightGradient(set.array(da), set.array(h), result, n, in, out, add);
    expected.assertMatches("∂W", set.values(result), n + 2, set.u());
  }

  /** W in two factors counts as if their rounded products had been stored: to the bit. */
  @ParameterizedTest
  @MethodSource("sets")
  <A> void aScaledWeightIsAsGoodAsItsStoredProduct(KernelSet<A> set) {
    for (int[] s : SIZES) {
      int n = s[0];
      int in = s[1];
      int out = s[2];
      Samples samples = new Samples(n * 43 + in);
      double[] h = set.rounded(samples.normals(n * in));
      double[] da = set.rounded(samples.normals(n * out));
      double[] v = set.rounded(samples.normals(out * in));
      double[] scale = set.rounded(samples.normals(out));
      double[] w = new double[out * in];
      for (int i = 0; i < w.length; i++) w[i] = v[i] * scale[i / in];
      A stored = set.array(set.rounded(w));

      A a = set.array(new double[n * out]);
      A expectedA = set.array(new double[n * out]);
      var dense = set.kernels().dense();
      dense.forward(set.array(h), set.array(v), set.array(scale), a, n, in, out, false);
      dense.forward(set.array(h), stored, null, expectedA, n, in, out, false);
      assertThat(set.values(a)).as("a, %d×%d→%d", n, in, out).isEqualTo(set.values(expectedA));

      A dh = set.array(new double[n * in]);
      A expectedDh = set.array(new double[n * in]);
      dense.inputGradient(set.array(da), set.array(v), set.array(scale), dh, n, in, out, false);
      dense.inputGradient(set.array(da), stored, null, expectedDh, n, in, out, false);
      assertThat(set.values(dh)).as("∂h, %d×%d→%d", n, in, out).isEqualTo(set.values(expectedDh));
    }
  }
}
