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
class WinogradWeightGradientF64Test {
  private static final double UNIT_ROUNDOFF = 0x1p-53;

  /** in, height, width, out, padding, images. */
  static Stream<int[]> shapes() {
    return Stream.of(
        new int[] {1, 2, 2, 1, 1, 1},
        new int[] {3, 8, 8, 5, 1, 3},
        new int[] {2, 5, 7, 3, 0, 2},
        new int[] {4, 3, 4, 2, 2, 2},
        new int[] {35, 9, 13, 17, 1, 2},
        new int[] {16, 8, 8, 16, 1, 40}, // several runs of tiles
        new int[] {64, 8, 8, 29, 2, 37}); // several groups of images
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void agreesWithTheDefinitionForAnyNumberOfThreads(int[] shape) {
    Problem problem = new Problem(shape);
    double[][] first = null;
    for (int threads = 1; threads <= 4; threads++) {
      try (WorkPool pool = new WorkPool(threads)) {
        WinogradWeightGradientF64 winograd = new WinogradWeightGradientF64(pool);
        // The second round finds the buffers used.
        for (int round = 0; round < 2; round++) {
          double[][] results = problem.run(winograd::compute);
          if (first == null) first = results;
          assertThat(results).isDeepEqualTo(first);
        }
      }
    }
    problem.verify(first);
  }

  /** Of few channels: one and several strips, images and groups; odd sides, panels not full. */
  static Stream<int[]> thinShapes() {
    return Stream.of(
        new int[] {16, 2, 2, 16, 1, 1},
        new int[] {16, 8, 8, 16, 1, 40},
        new int[] {17, 9, 13, 31, 1, 5},
        new int[] {16, 5, 7, 20, 0, 2},
        new int[] {20, 12, 9, 16, 2, 3},
        new int[] {31, 66, 71, 17, 1, 2});
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("thinShapes")
  void thinConvolutionsLikewise(int[] shape) {
    Problem problem = new Problem(shape);
    double[][] first = null;
    for (int threads = 1; threads <= 4; threads++) {
      try (WorkPool pool = new WorkPool(threads)) {
        ThinWinogradGradientF64 thin = new ThinWinogradGradientF64(pool);
        for (int round = 0; round < 2; round++) {
          double[][] results = problem.run(thin::compute);
          if (first == null) first = results;
          assertThat(results).isDeepEqualTo(first);
        }
        assertThat(problem.run(new ConvF64(pool)::weightGradient)).isDeepEqualTo(first);
      }
    }
    problem.verify(first);
  }

  @Test
  void buffersServeOneGeometryAfterAnother() {
    Problem large = new Problem(new int[] {20, 12, 9, 20, 2, 3});
    Problem small = new Problem(new int[] {7, 5, 6, 9, 1, 2});
    try (WorkPool pool = new WorkPool(1)) {
      WinogradWeightGradientF64 winograd = new WinogradWeightGradientF64(pool);
      double[][] alone = small.run(winograd::compute);
      large.run(winograd::compute);
      assertThat(small.run(winograd::compute)).isDeepEqualTo(alone);
    }
  }

  @Test
  void convolutionsOfManyChannelsAreComputedThisWay() {
    Problem problem = new Problem(new int[] {16, 6, 8, 18, 1, 3});
    assertThat(WinogradWeightGradientF64.serves(problem.g)).isTrue();
    try (WorkPool pool = new WorkPool(2)) {
      double[][] results = problem.run(new ConvF64(pool)::weightGradient);
      assertThat(results).isDeepEqualTo(problem.run(new WinogradWeightGradientF64(pool)::compute));
    }
  }

  @FunctionalInterface
  private interface Gradient {
    void run(double[] da, double[] h, double[] dw, int n, ConvGeometry g, boolean add);
  }

  private static final class Problem {
    final ConvGeometry g;
    final int n;
    final double[] h;
    final double[] w;
    final double[] a;

    Problem(int[] s) {
      int reach = 2 * s[4] - 2;
      g = new ConvGeometry(s[0], s[1], s[2], s[3], 3, 1, s[4], s[1] + reach, s[2] + reach);
      n = s[5];
      UniformRandomProvider random = new Seed(12).stream(g.toString());
      h = uniform(random, n * g.inChannels() * g.inPlane());
      w = uniform(random, g.outChannels() * g.inChannels() * 9);
      a = uniform(random, n * g.outChannels() * g.outPlane());
    }

    /** Set, and added to what was there. */
    double[][] run(Gradient gradient) {
      double[][] r = {w.clone(), w.clone()};
      gradient.run(a, h, r[0], n, g, false);
      gradient.run(a, h, r[1], n, g, true);
      return r;
    }

    void verify(double[][] actual) {
      double[][] expected = run(new ConvLoops(Partition.SERIAL)::weightGradient);
      // A path has 2 roundings in the pixels, 2 in the gradients, one for each tile, 4 at the end
      // and 1 in the sum with what was there; the oracle's has one for each place and 1: Higham
      // 2002, §3.1. Twice that covers the terms of second order.
      int tiles = n * ((g.outHeight() + 1) / 2) * ((g.outWidth() + 1) / 2);
      double bound = 2 * (tiles + 10.0 + n * g.outPlane()) * UNIT_ROUNDOFF;
      for (int kernel = 0; kernel < w.length / 9; kernel++) {
        double[][] magnitude = magnitude(kernel / g.inChannels(), kernel % g.inChannels());
        for (int tap = 0; tap < 9; tap++) {
          int at = kernel * 9 + tap;
          double m = magnitude[tap / 3][tap % 3];
          for (int kind = 0; kind < 2; kind++) {
            double size = kind == 0 ? m : m + Math.abs(w[at]);
            assertThat((double) Math.abs(actual[kind][at] - expected[kind][at]))
                .as("kind %d element %d of %s", kind, at, g)
                .isLessThanOrEqualTo(bound * size);
          }
        }
      }
    }

    private double[][] magnitude(int out, int in) {
      int p = g.padding();
      return WinogradMagnitude.ofKernelGradient(
          (i, y, x) -> absolute(h, i * g.inChannels() + in, y - p, x - p, g.height(), g.width()),
          (i, y, x) -> absolute(a, i * g.outChannels() + out, y, x, g.outHeight(), g.outWidth()),
          n,
          g.outHeight(),
          g.outWidth());
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
