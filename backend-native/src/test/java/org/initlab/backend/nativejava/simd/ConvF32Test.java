package org.initlab.backend.nativejava.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.kernel.ConvKernel;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.parallel.WorkPool;
import org.initlab.backend.nativejava.scalar.float32.ConvLoops;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle is the scalar convolution, which follows the definition tap by tap. */
class ConvF32Test {
  private static final float UNIT_ROUNDOFF = 0x1p-24f;

  /** in, height, width, out, kernel, stride, padding, images. */
  static Stream<int[]> shapes() {
    return Stream.of(
        new int[] {1, 1, 1, 1, 1, 1, 0, 1},
        new int[] {1, 5, 7, 1, 3, 1, 1, 1},
        new int[] {3, 8, 8, 16, 3, 1, 1, 2},
        new int[] {16, 9, 6, 17, 3, 1, 1, 3},
        new int[] {5, 8, 8, 7, 3, 2, 1, 3},
        new int[] {5, 7, 9, 9, 3, 2, 1, 2},
        new int[] {4, 9, 11, 3, 1, 1, 0, 2},
        new int[] {4, 9, 11, 3, 1, 2, 0, 2},
        new int[] {2, 6, 6, 2, 1, 1, 1, 1},
        new int[] {2, 6, 7, 5, 1, 3, 2, 2},
        new int[] {3, 12, 13, 4, 5, 3, 2, 2},
        new int[] {3, 11, 10, 4, 2, 3, 0, 2},
        new int[] {2, 10, 9, 9, 4, 2, 1, 2},
        new int[] {3, 6, 5, 2, 5, 1, 0, 1},
        new int[] {2, 4, 4, 3, 3, 1, 2, 2},
        new int[] {2, 3, 4, 3, 3, 2, 3, 2},
        new int[] {33, 17, 17, 31, 3, 1, 1, 5},
        new int[] {7, 33, 35, 10, 7, 2, 3, 2},
        new int[] {30, 47, 31, 12, 3, 1, 1, 1}, // copies in strips of rows
        new int[] {40, 61, 47, 36, 3, 2, 1, 1});
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void agreesWithTheDefinitionForAnyNumberOfThreads(int[] shape) {
    Problem problem = new Problem(shape);
    float[][] first = null;
    for (int threads = 1; threads <= 4; threads++) {
      try (WorkPool pool = new WorkPool(threads)) {
        // The second round finds the buffers used.
        ConvKernel<float[]> conv = new ConvF32(pool);
        for (int round = 0; round < 2; round++) {
          float[][] results = problem.run(conv);
          if (first == null) first = results;
          assertThat(results).isDeepEqualTo(first);
        }
      }
    }
    problem.verify(first);
  }

  @Test
  void oneInstanceServesManyGeometries() {
    try (WorkPool pool = new WorkPool(2)) {
      ConvKernel<float[]> conv = new ConvF32(pool);
      for (int round = 0; round < 2; round++) {
        shapes().map(Problem::new).forEach(problem -> problem.verify(problem.run(conv)));
      }
    }
  }

  @Test
  void anArrayThatIsTooShortIsRefused() {
    try (WorkPool pool = new WorkPool(1)) {
      Problem p = new Problem(new int[] {2, 4, 4, 3, 3, 1, 1, 2});
      assertThatThrownBy(
              () -> new ConvF32(pool).forward(p.h, p.w, new float[95], 2, p.geometry, false))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static final class Problem {
    final ConvGeometry geometry;
    final int n;
    final float[] h;
    final float[] w;
    final float[] a;

    Problem(int[] s) {
      geometry =
          new ConvGeometry(
              s[0],
              s[1],
              s[2],
              s[3],
              s[4],
              s[5],
              s[6],
              (s[1] + 2 * s[6] - s[4]) / s[5] + 1,
              (s[2] + 2 * s[6] - s[4]) / s[5] + 1);
      n = s[7];
      UniformRandomProvider random = new Seed(7).stream(geometry.toString());
      h = uniform(random, n * geometry.inChannels() * geometry.inPlane());
      w = uniform(random, geometry.outChannels() * taps());
      a = uniform(random, n * geometry.outChannels() * geometry.outPlane());
    }

    private int taps() {
      return geometry.inChannels() * geometry.kernel() * geometry.kernel();
    }

    /** The three products, each set and each added to what was there. */
    float[][] run(ConvKernel<float[]> conv) {
      float[][] r = {
        a.clone(), a.clone(), h.clone(), h.clone(), w.clone(), w.clone(),
      };
      conv.forward(h, w, r[0], n, geometry, false);
      conv.forward(h, w, r[1], n, geometry, true);
      conv.inputGradient(a, w, r[2], n, geometry, false);
      conv.inputGradient(a, w, r[3], n, geometry, true);
      conv.weightGradient(a, h, r[4], n, geometry, false);
      conv.weightGradient(a, h, r[5], n, geometry, true);
      return r;
    }

    void verify(float[][] actual) {
      float[][] expected = run(new ConvLoops(Partition.SERIAL));
      float[][] magnitude = absolute().run(new ConvLoops(Partition.SERIAL));
      // An element is the sum of at most this many products and of what was there.
      int kernelArea = geometry.kernel() * geometry.kernel();
      int[] depth = {
        taps(),
        taps(),
        geometry.outChannels() * kernelArea,
        geometry.outChannels() * kernelArea,
        n * geometry.outPlane(),
        n * geometry.outPlane()
      };
      for (int product = 0; product < 6; product++) {
        for (int i = 0; i < expected[product].length; i++) {
          // Each side errs by at most (k+1)·u·Σ|a||b|: Higham 2002, §3.1.
          float bound = 2f * (depth[product] + 1) * UNIT_ROUNDOFF * magnitude[product][i];
          assertThat(Math.abs(actual[product][i] - expected[product][i]))
              .as("product %d element %d of %s", product, i, geometry)
              .isLessThanOrEqualTo(bound);
        }
      }
    }

    private Problem(Problem other) {
      geometry = other.geometry;
      n = other.n;
      h = abs(other.h);
      w = abs(other.w);
      a = abs(other.a);
    }

    private Problem absolute() {
      return new Problem(this);
    }

    private static float[] uniform(UniformRandomProvider random, int count) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) values[i] = 2 * random.nextFloat() - 1;
      return values;
    }

    private static float[] abs(float[] values) {
      float[] result = new float[values.length];
      for (int i = 0; i < values.length; i++) result[i] = Math.abs(values[i]);
      return result;
    }
  }
}
