package org.initlab.backend.nativejava.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.initlab.backend.nativejava.Samples;
import org.initlab.backend.nativejava.parallel.WorkPool;
import org.initlab.backend.nativejava.simd.SimdProvider;
import org.initlab.core.backend.Precision;
import org.initlab.core.network.Nonlinearity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A bias and an activation that a kernel completes block by block give the bits of those that run
 * after the whole product, and meet every result once: tanh of a result that is not yet complete,
 * or a bias added twice, would differ.
 */
class EpilogueTest {
  static Stream<KernelSet<?>> sets() {
    WorkPool pool = new WorkPool(3);
    SimdProvider simd = new SimdProvider();
    return Stream.concat(
        KernelSet.all(),
        Stream.of(
            new KernelSet<>("three threads float64", Precision.FLOAT64, simd.float64(pool)),
            new KernelSet<>("three threads float32", Precision.FLOAT32, simd.float32(pool))));
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void ofDenseLayers(KernelSet<A> set) {
    // Small, in several blocks, with a depth of several rounds, of more columns than one round.
    int[][] sizes = {{1, 1, 1}, {5, 7, 3}, {67, 83, 171}, {96, 300, 130}, {3, 2100, 70}};
    for (int[] s : sizes) ofDense(set, s[0], s[1], s[2]);
    if (set.u() < 1e-10) ofDense(set, 13, 17, 4100);
  }

  private <A> void ofDense(KernelSet<A> set, int n, int in, int out) {
    Samples samples = new Samples(n);
    A h = set.array(samples.normals(n * in));
    A w = set.array(samples.normals(out * in));
    DenseKernel<A> kernel = set.kernels().dense();
    verify(
        set,
        n,
        out,
        1,
        a -> kernel.forward(h, w, null, a, n, in, out, false),
        followed -> kernel.forward(h, w, null, followed.a, n, in, out, followed));
  }

  @ParameterizedTest
  @MethodSource("sets")
  <A> void ofConvolutions(KernelSet<A> set) {
    // By copies, in strips of rows, by 2, and by Winograd's algorithm in blocks and in strips.
    int[][] shapes = {
      {2, 3, 5, 6, 7, 1, 1},
      {1, 40, 20, 96, 80, 1, 1},
      {3, 5, 9, 11, 8, 2, 1},
      {5, 48, 50, 8, 8, 1, 1},
      {2, 64, 49, 37, 41, 1, 0}
    };
    for (int[] s : shapes) ofConvolution(set, s);
  }

  private <A> void ofConvolution(KernelSet<A> set, int[] s) {
    int n = s[0];
    int outHeight = (s[3] + 2 * s[6] - 3) / s[5] + 1;
    int outWidth = (s[4] + 2 * s[6] - 3) / s[5] + 1;
    ConvGeometry g = new ConvGeometry(s[1], s[3], s[4], s[2], 3, s[5], s[6], outHeight, outWidth);
    Samples samples = new Samples(n);
    A h = set.array(samples.normals(n * g.inChannels() * g.inPlane()));
    A w = set.array(samples.normals(9 * g.inChannels() * g.outChannels()));
    ConvKernel<A> kernel = set.kernels().conv();
    verify(
        set,
        n,
        g.outChannels(),
        g.outPlane(),
        a -> kernel.forward(h, w, a, n, g, false),
        followed -> kernel.forward(h, w, followed.a, n, g, followed));
  }

  private <A> void verify(
      KernelSet<A> set,
      int n,
      int channels,
      int positions,
      Consumer<A> product,
      Consumer<Followed<A>> followedProduct) {
    Followed<A> apart = new Followed<>(set, n, channels, positions);
    product.accept(apart.a);
    apart.complete(n);
    Followed<A> together = new Followed<>(set, n, channels, positions);
    followedProduct.accept(together);
    assertThat(set.values(together.a)).isEqualTo(set.values(apart.a));
    assertThat(set.values(together.h)).isEqualTo(set.values(apart.h));
    for (int i = 0; i < together.met.length(); i++) assertThat(together.met.get(i)).isOne();
  }

  /** a += b, h = tanh a. */
  private static final class Followed<A> implements Epilogue {
    final Kernels<A> kernels;
    final int channels;
    final int positions;
    final A a;
    final A h;
    final A bias;
    final AtomicIntegerArray met;

    Followed(KernelSet<A> set, int n, int channels, int positions) {
      this.kernels = set.kernels();
      this.channels = channels;
      this.positions = positions;
      int size = n * channels * positions;
      this.a = set.array(new double[size]);
      this.h = set.array(new double[size]);
      this.bias = set.array(new Samples(3).normals(channels));
      this.met = new AtomicIntegerArray(size);
    }

    @Override
    public void complete(int n) {
      kernels.vector().addPerChannel(a, bias, n, channels, positions);
      kernels.activation().value(Nonlinearity.TANH, 0, a, h, n * channels * positions);
      for (int i = 0; i < met.length(); i++) met.incrementAndGet(i);
    }

    @Override
    public void complete(int i0, int i1, int c0, int c1, int p0, int p1) {
      int size = channels * positions;
      for (int i = i0; i < i1; i++) {
        kernels.vector().addPerChannel(a, bias, i, channels, positions, c0, c1, p0, p1);
      }
      for (int c = c0; c < c1; c++) {
        int from = i0 * size + c * positions + p0;
        kernels.activation().value(Nonlinearity.TANH, 0, a, h, from, p1 - p0, i1 - i0, size);
        for (int i = i0; i < i1; i++) {
          int plane = i * size + c * positions;
          for (int p = plane + p0; p < plane + p1; p++) met.incrementAndGet(p);
        }
      }
    }
  }
}
