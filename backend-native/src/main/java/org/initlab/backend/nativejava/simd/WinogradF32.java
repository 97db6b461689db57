package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.kernel.Epilogue;
import org.initlab.backend.nativejava.parallel.WorkPool;

/**
 * Convolutions of 3×3 with stride 1 in float32 by Winograd's F(2×2, 3×3) (Lavin and Gray 2016,
 * "Fast Algorithms for Convolutional Neural Networks"): 16 multiplications where the definition has
 * 36. Kernels and tiles of pixels are transformed, the 16 elements are 16 matrix products over the
 * channels, and their results are transformed back.
 *
 * <p>Threads share blocks of tiles, never a sum, so the bits do not depend on their number, nor on
 * the number of images. An instance reuses its buffers and serves one caller at a time.
 */
final class WinogradF32 {
  /** Channels of a panel that stay in the first-level cache. */
  private static final int DEPTH_BLOCK = 256;

  private static final int LANES = MicroKernelF32.COLUMNS / 2;
  private static final int COLUMNS = MicroKernelF32.COLUMNS;
  private static final int AREA = WinogradStrips.AREA;

  /** Fewer channels than this do not repay the transforms. */
  private static final int MINIMAL_CHANNELS = 48;

  private final WorkPool pool;
  private final Map<ConvGeometry, Pass> forward = new HashMap<>();
  private final Map<ConvGeometry, Pass> inputGradient = new HashMap<>();
  private final Buffers[] buffers;
  private float[] weights = {};

  WinogradF32(WorkPool pool) {
    this.pool = pool;
    this.buffers = new Buffers[pool.threads() * ConvF32.SHARES_PER_THREAD];
    for (int i = 0; i < buffers.length; i++) buffers[i] = new Buffers();
  }

  /** Whether this is the faster way; a matter of the geometry alone. */
  static boolean serves(ConvGeometry g) {
    return g.kernel() == 3
        && g.stride() == 1
        && g.padding() <= 2
        && Math.min(g.inChannels(), g.outChannels()) >= MINIMAL_CHANNELS
        && Math.min(g.outHeight(), g.outWidth()) >= 2;
  }

  /**
   * @param epilogue null for none
   */
  void forward(
      float[] h, float[] weight, float[] a, int n, ConvGeometry g, boolean add, Epilogue epilogue) {
    Pass pass = forward.computeIfAbsent(g, WinogradF32::forwardPass);
    convolve(h, weight, a, n, pass, false, add, epilogue);
  }

  void inputGradient(float[] da, float[] w, float[] dh, int n, ConvGeometry g, boolean add) {
    Pass pass = inputGradient.computeIfAbsent(g, WinogradF32::inputGradientPass);
    convolve(da, w, dh, n, pass, true, add, null);
  }

  private static Pass forwardPass(ConvGeometry g) {
    return Pass.of(
        WinogradStrips.of(
            g.inChannels(),
            g.height(),
            g.width(),
            g.outChannels(),
            g.outHeight(),
            g.outWidth(),
            g.padding(),
            LANES,
            bytes()));
  }

  private static Pass inputGradientPass(ConvGeometry g) {
    return Pass.of(
        WinogradStrips.of(
            g.outChannels(),
            g.outHeight(),
            g.outWidth(),
            g.inChannels(),
            g.height(),
            g.width(),
            2 - g.padding(),
            LANES,
            bytes()));
  }

  private static int bytes() {
    return VectorRegisters.bits() / 8 / LANES;
  }

  private static int tilesStride(WinogradStrips s, int vectors) {
    return WinogradStrips.stride(s.channels() * vectors * LANES);
  }

  private static int productsStride(RowPanels panels, int vectors) {
    return WinogradStrips.stride(panels.covered() * vectors * LANES);
  }

  /** One of the two passes of a geometry; {@code panels} of its result channels. */
  private record Pass(WinogradStrips strips, RowPanels panels) {
    static Pass of(WinogradStrips strips) {
      return new Pass(strips, MicroKernelF32.panels(strips.resultChannels()));
    }
  }

  private static final class Buffers {
    float[] planes = {};
    float[] tiles = {};
    float[] products = {};
    float[] sums = {};

    void reserve(Pass pass, int vectors, int vectorsOfStrip) {
      WinogradStrips s = pass.strips();
      int planesSize = WinogradInputF32.planesSize(s);
      if (planes.length < planesSize) planes = new float[planesSize];
      int tilesSize = AREA * tilesStride(s, vectors);
      if (tiles.length < tilesSize) tiles = new float[tilesSize];
      int productsSize = AREA * productsStride(pass.panels(), vectors);
      if (products.length < productsSize) products = new float[productsSize];
      int sumsSize = 4 * vectorsOfStrip * LANES;
      if (sums.length < sumsSize) sums = new float[sumsSize];
    }
  }

  private void convolve(
      float[] from,
      float[] weight,
      float[] to,
      int n,
      Pass pass,
      boolean inputGradient,
      boolean add,
      Epilogue epilogue) {
    WinogradStrips strips = pass.strips();
    RowPanels panels = pass.panels();
    int size = AREA * WinogradWeightF32.stride(panels, strips);
    if (weights.length < size) weights = new float[size];
    pool.range(
        panels.count(),
        1,
        (first, end) -> {
          for (int panel = first; panel < end; panel++) {
            WinogradWeightF32.transform(weight, strips, panels, panel, inputGradient, weights);
          }
        });
    int all = n * strips.strips().length;
    int ofBlock = strips.stripsOfBlock(LANES, bytes());
    int blocks = Tiles.covering(all, ofBlock);
    int parts = Math.min(blocks, buffers.length);
    pool.run(
        parts,
        part -> {
          int end = (int) ((long) blocks * (part + 1) / parts);
          for (int block = (int) ((long) blocks * part / parts); block < end; block++) {
            int first = block * ofBlock;
            int past = Math.min(all, first + ofBlock);
            block(from, to, pass, buffers[part], first, past, add);
            if (epilogue != null) complete(epilogue, strips, first, past);
          }
        });
  }

  private static void complete(Epilogue epilogue, WinogradStrips strips, int s0, int s1) {
    int count = strips.strips().length;
    for (int s = s0; s < s1; s++) {
      int[] results = strips.strips()[s % count].results();
      int end = results[results.length - 1] + 1;
      int image = s / count;
      epilogue.complete(image, image + 1, 0, strips.resultChannels(), results[0], end);
    }
  }

  /** Strips s0 … s1−1, counted through all images. */
  private void block(
      float[] from, float[] to, Pass pass, Buffers buffers, int s0, int s1, boolean add) {
    WinogradStrips s = pass.strips();
    int vectorsOfStrip = Tiles.covering(s.tilesOfStrip(), LANES);
    int vectors = Tiles.roundUp((s1 - s0) * vectorsOfStrip, 2);
    buffers.reserve(pass, vectors, vectorsOfStrip);
    transform(from, s, buffers, s0, s1, vectors, vectorsOfStrip);
    multiply(pass, buffers, vectors);
    transformBack(to, pass, buffers, s0, s1, vectors, vectorsOfStrip, add);
  }

  private static void transform(
      float[] from, WinogradStrips s, Buffers b, int s0, int s1, int vectors, int ofStrip) {
    int stride = tilesStride(s, vectors);
    int count = s.strips().length;
    for (int at = s0; at < s1; at++) {
      WinogradStrips.Strip strip = s.strips()[at % count];
      for (int c = 0; c < s.channels(); c++) {
        int in = (at / count * s.channels() + c) * s.inPlane();
        WinogradInputF32.copyIn(strip, WinogradInputF32.planesSize(s), from, in, b.planes);
        WinogradInputF32.transform(b.planes, s, (at - s0) * ofStrip, b.tiles, stride, c * COLUMNS);
      }
    }
  }

  /** For every element of a tile: products = kernels · tiles, over the channels. */
  private void multiply(Pass pass, Buffers b, int vectors) {
    WinogradStrips s = pass.strips();
    RowPanels panels = pass.panels();
    int channels = s.channels();
    int weightStride = WinogradWeightF32.stride(panels, s);
    int productsStride = productsStride(panels, vectors);
    int ld = vectors * LANES;
    int stride = tilesStride(s, vectors);
    Arrays.fill(b.products, 0, AREA * productsStride, 0);
    for (int e = 0; e < AREA; e++) {
      int a = e * weightStride;
      int c = e * productsStride;
      for (int first = 0; first < channels; first += DEPTH_BLOCK) {
        int depth = Math.min(DEPTH_BLOCK, channels - first);
        for (int j = 0; j < vectors / 2; j++) {
          int tiles = e * stride + (j * channels + first) * COLUMNS;
          for (int panel = 0; panel < panels.count(); panel++) {
            int height = panels.height(panel);
            MicroKernelF32.run(
                height,
                depth,
                weights,
                a + panels.first(panel) * channels + first * height,
                b.tiles,
                tiles,
                b.products,
                c + panels.first(panel) * ld + j * COLUMNS,
                ld);
          }
        }
      }
    }
  }

  private static void transformBack(
      float[] to, Pass pass, Buffers b, int s0, int s1, int vectors, int ofStrip, boolean add) {
    WinogradStrips s = pass.strips();
    int ld = vectors * LANES;
    int stride = productsStride(pass.panels(), vectors);
    int count = s.strips().length;
    for (int r = 0; r < s.resultChannels(); r++) {
      for (int at = s0; at < s1; at++) {
        int in = r * ld + (at - s0) * ofStrip * LANES;
        WinogradOutputF32.transform(b.products, in, stride, ofStrip, b.sums);
        int out = (at / count * s.resultChannels() + r) * s.outPlane();
        WinogradOutputF32.copyOut(s.strips()[at % count], b.sums, to, out, add);
      }
    }
  }
}
