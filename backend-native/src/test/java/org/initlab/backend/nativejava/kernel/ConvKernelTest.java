package org.initlab.backend.nativejava.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.initlab.backend.nativejava.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The three products of a convolution against loops over every tap that ask of each whether it lies
 * inside the input; odd sides, kernels, strides and paddings, some with taps that never do.
 */
class ConvKernelTest {
  /** One multiplication: a[to] += W[tap]·h[from]. */
  private record Term(int to, int tap, int from) {}

  static Stream<KernelSet<?>> sets() {
    return KernelSet.all();
  }

  /** kernel, stride, padding, height, width, channels in, channels out. */
  private static final int[][] CASES = {
    {1, 1, 0, 1, 1, 1, 1},
    {3, 1, 1, 5, 7, 2, 3},
    {3, 2, 1, 7, 5, 3, 2},
    {3, 2, 0, 8, 9, 1, 4},
    {1, 2, 0, 5, 6, 3, 2},
    {1, 1, 2, 3, 2, 2, 1},
    {2, 3, 1, 7, 8, 2, 2},
    {5, 2, 3, 6, 4, 2, 3},
    {5, 1, 2, 3, 3, 1, 2},
    {4, 3, 2, 4, 10, 2, 5},
    {3, 5, 4, 2, 3, 1, 1},
    {3, 1, 0, 11, 17, 5, 17},
    {5, 1, 2, 1, 1, 2, 2},
    {7, 1, 3, 2, 2, 1, 2},
    // More than one tile of the plain loops (512 places), rows longer than one, and more terms of
    // a weight's gradient than they sum at once (1024).
    {3, 1, 1, 33, 24, 1, 2},
    {3, 2, 1, 31, 47, 2, 3},
    {1, 1, 0, 2, 523, 1, 1},
    {2, 1, 0, 3, 1030, 1, 1},
  };

  private static ConvGeometry geometry(int[] c) {
    int outHeight = (c[3] + 2 * c[2] - c[0]) / c[1] + 1;
    int outWidth = (c[4] + 2 * c[2] - c[0]) / c[1] + 1;
    return new ConvGeometry(c[5], c[3], c[4], c[6], c[0], c[1], c[2], outHeight, outWidth);
  }

  private static List<Term> terms(ConvGeometry g, int n) {
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int o = 0; o < g.outChannels(); o++) {
        for (int y = 0; y < g.outHeight(); y++) {
          for (int x = 0; x < g.outWidth(); x++) {
            int to = ((i * g.outChannels() + o) * g.outHeight() + y) * g.outWidth() + x;
            for (int c = 0; c < g.inChannels(); c++) {
              for (int ky = 0; ky < g.kernel(); ky++) {
                for (int kx = 0; kx < g.kernel(); kx++) {
                  int row = y * g.stride() + ky - g.padding();
                  int column = x * g.stride() + kx - g.padding();
                  if (row < 0 || row >= g.height() || column < 0 || column >= g.width()) continue;
                  int tap = ((o * g.inChannels() + c) * g.kernel() + ky) * g.kernel() + kx;
                  int from = ((i * g.inChannels() + c) * g.height() + row) * g.width() + column;
                  terms.add(new Term(to, tap, from));
                }
              }
            }
          }
        }
      }
    }
    return terms;
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void allThreeProducts(KernelSet<A> set) {
    for (int[] c : CASES) {
      for (int n : new int[] {1, 3}) {
        for (boolean add : KernelSet.addOrAssign()) check(set, geometry(c), n, add);
      }
    }
  }

  private <A> void check(KernelSet<A> set, ConvGeometry g, int n, boolean add) {
    Samples samples = new Samples(n * 31 + g.height());
    double[] h = set.rounded(samples.normals(n * g.inChannels() * g.inPlane()));
    int taps = g.outChannels() * g.inChannels() * g.kernel() * g.kernel();
    double[] w = set.rounded(samples.normals(taps));
    double[] a = set.rounded(samples.normals(n * g.outChannels() * g.outPlane()));
    Expect forward = starting(a, add);
    Expect toInput = starting(h, add);
    Expect toWeight = starting(w, add);
    for (Term t : terms(g, n)) {
      forward.add(t.to, w[t.tap] * h[t.from]);
      toInput.add(t.from, w[t.tap] * a[t.to]);
      toWeight.add(t.tap, a[t.to] * h[t.from]);
    }
    int perTap = g.kernel() * g.kernel();
    ConvKernel<A> kernel = set.kernels().conv();
    String what = g + ", n = " + n + (add ? ", adding" : "");

    A result = set.array(Expect.before(a, add));
    kernel.forward(set.array(h), set.array(w), result, n, g, add);
    forward.assertMatches("a of " + what, set.values(result), perTap * g.inChannels() + 2, set.u());

    result = set.array(Expect.before(h, add));
    kernel.inputGradient(set.array(a), set.array(w), result, n, g, add);
    toInput.assertMatches(
        "∂h of " + what, set.values(result), perTap * g.outChannels() + 2, set.u());

    result = set.array(Expect.before(w, add));
    kernel.weightGradient(set.array(a), set.array(h), result, n, g, add);
    toWeight.assertMatches("∂W of " + what, set.values(result), n * g.outPlane() + 2, set.u());
  }

  private static Expect starting(double[] initial, boolean add) {
    Expect expected = new Expect(initial.length);
    if (add) for (int i = 0; i < initial.length; i++) expected.add(i, initial[i]);
    return expected;
  }
}
