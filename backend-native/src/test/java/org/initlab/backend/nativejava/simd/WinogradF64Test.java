package org.initlab.backend.nativejava.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.parallel.WorkPool;
import org.initlab.backend.nativejava.scalar.float64.ConvLoops;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle is the scalar convolution, which follows the definition tap by tap. */
class WinogradF64Test {
  private static final double UNIT_ROUNDOFF = 0x1p-53;

  /** in, height, width, out, padding, images. */
  static Stream<int[]> shapes() {
    return Stream.of(
        new int[] {1, 2, 2, 1, 1, 1},
        new int[] {3, 8, 8, 5, 1, 3},
        new int[] {2, 5, 7, 3, 0, 2},
        new int[] {4, 3, 4, 2, 2, 2},
        new int[] {5, 9, 33, 7, 1, 2},
        new int[] {3, 32, 32, 4, 1, 2},
        new int[] {2, 64, 34, 13, 2, 1},
        new int[] {300, 4, 4, 2, 1, 5});
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void agreesWithTheDefinitionForAnyNumberOfThreads(int[] shape) {
    Problem problem = new Problem(shape);
    double[][] first = null;
    for (int threads = 1; threads <= 4; threads++) {
      try (WorkPool pool = new WorkPool(threads)) {
        WinogradF64 winograd = new WinogradF64(pool);
        // The second round finds the buffers used.
        for (int round = 0; round < 2; round++) {
          double[][] results = problem.run(winograd);
          if (first == null) first = results;
          assertThat(results).isDeepEqualTo(first);
        }
      }
    }
    problem.verify(first);
  }

  @Test
  void convolutionsOfManyChannelsAreComputedThisWay() {
    Problem problem = new Problem(new int[] {48, 6, 8, 50, 1, 3});
    assertThat(WinogradF64.serves(problem.g)).isTrue();
    try (WorkPool pool = new WorkPool(2)) {
      double[][] results = problem.run(new ConvF64(pool));
      assertThat(results).isDeepEqualTo(problem.run(new WinogradF64(pool)));
      problem.verify(results);
    }
  }

  @FunctionalInterface
  private interface Product {
    void run(double[] from, double[] w, double[] to, int n, ConvGeometry g, boolean add);
  }

  private static final class Problem {
    final ConvGeometry g;
    final int n;
    final double[] h;
    final double[] w;
    final double[] a;

    Problem(int[] s) {
      int padding = s[4];
      g =
          new ConvGeometry(
              s[0],
              s[1],
              s[2],
              s[3],
              3,
              1,
              padding,
              s[1] + 2 * padding - 2,
              s[2] + 2 * padding - 2);
      n = s[5];
      UniformRandomProvider random = new Seed(11).stream(g.toString());
      h = uniform(random, n * g.inChannels() * g.inPlane());
      w = uniform(random, g.outChannels() * g.inChannels() * 9);
      a = uniform(random, n * g.outChannels() * g.outPlane());
    }

    double[][] run(WinogradF64 winograd) {
      return run(
          (h, w, a, n, g, add) -> winograd.forward(h, w, a, n, g, add, null),
          winograd::inputGradient);
    }

    double[][] run(ConvF64 conv) {
      return run(conv::forward, conv::inputGradient);
    }

    /** Both products, each set and each added to what was there. */
    private double[][] run(Product forward, Product inputGradient) {
      double[][] r = {a.clone(), a.clone(), h.clone(), h.clone()};
      forward.run(h, w, r[0], n, g, false);
      forward.run(h, w, r[1], n, g, true);
      inputGradient.run(a, w, r[2], n, g, false);
      inputGradient.run(a, w, r[3], n, g, true);
      return r;
    }

    void verify(double[][] actual) {
      ConvLoops loops = new ConvLoops(Partition.SERIAL);
      double[][] expected = run(loops::forward, loops::inputGradient);
      for (int i = 0; i < n; i++) {
        verify(actual, expected, 0, a, i, g.outChannels(), forwardMagnitude(i), g.inChannels());
        verify(actual, expected, 2, h, i, g.inChannels(), inputMagnitude(i), g.outChannels());
      }
    }

    private void verify(
        double[][] actual,
        double[][] expected,
        int product,
        double[] added,
        int image,
        int results,
        double[][][] magnitude,
        int channels) {
      int at = image * results * magnitude[0].length * magnitude[0][0].length;
      for (double[][] plane : magnitude) {
        for (double[] row : plane) {
          for (double m : row) {
            // A path has 4 roundings in g, 2 in d, one for each channel, 4 in the results, 1 in the
            // sum with what was there; the oracle's has 9·channels + 1: Higham 2002, §3.1. Twice
            // that covers the terms of second order.
            double bound = 2 * (10.0 * channels + 12) * UNIT_ROUNDOFF;
            for (int kind = 0; kind < 2; kind++) {
              double size = kind == 0 ? m : m + Math.abs(added[at]);
              assertThat(
                      (double) Math.abs(actual[product + kind][at] - expected[product + kind][at]))
                  .as("product %d element %d of %s", product + kind, at, g)
                  .isLessThanOrEqualTo(bound * size);
            }
            at++;
          }
        }
      }
    }

    private double[][][] forwardMagnitude(int image) {
      return WinogradMagnitude.of(
          (c, y, x) ->
              absolute(
                  h,
                  image * g.inChannels() + c,
                  y - g.padding(),
                  x - g.padding(),
                  g.height(),
                  g.width()),
          (r, c, ky, kx) -> Math.abs(w[((r * g.inChannels() + c) * 3 + ky) * 3 + kx]),
          g.inChannels(),
          g.outChannels(),
          g.outHeight(),
          g.outWidth());
    }

    private double[][][] inputMagnitude(int image) {
      int padding = 2 - g.padding();
      return WinogradMagnitude.of(
          (c, y, x) ->
              absolute(
                  a,
                  image * g.outChannels() + c,
                  y - padding,
                  x - padding,
                  g.outHeight(),
                  g.outWidth()),
          (r, c, ky, kx) -> Math.abs(w[((c * g.inChannels() + r) * 3 + 2 - ky) * 3 + 2 - kx]),
          g.outChannels(),
          g.inChannels(),
          g.height(),
          g.width());
    }

    private static double absolute(double[] from, int plane, int y, int x, int height, int width) {
      boolean inside = y >= 0 && y < height && x >= 0 && x < width;
      return inside ? Math.abs(from[(plane * height + y) * width + x]) : 0;
    }

    private static double[] uniform(UniformRandomProvider random, int count) {
      double[] values = new double[count];
      for (int i = 0; i < count; i++) values[i] = 2 * random.nextDouble() - 1;
      return values;
    }
  }
}
