package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.kernel.ConvKernel;
import org.initlab.backend.nativejava.parallel.WorkPool;

/**
 * Convolutions in float32 as products of weights and taps: an image is copied once among zeros
 * ({@link PlaneLayout}), what the taps of one tile of results read there is packed as a panel of B
 * ({@link TapPanelF32}) that stays in the first-level cache, and the micro-kernel of matrix
 * products multiplies it with all panels of weights. The im2col matrix of a whole image never
 * exists.
 *
 * <p>Threads share images and result channels, never a sum, so the bits do not depend on their
 * number. An instance reuses its buffers and serves one caller at a time.
 */
final class ConvF32 implements ConvKernel<float[]> {
  private static final int COLUMNS = MicroKernelF32.COLUMNS;

  /** Taps in a panel of B, which is to stay in the first-level cache; 3×3 taps of 32 channels. */
  private static final int DEPTH_BLOCK = 288;

  /** More shares than threads: a core that is slow for a while does less. */
  static final int SHARES_PER_THREAD = 4;

  /** Fewer multiplications than this cost less than waking a thread. */
  static final long PARALLEL_THRESHOLD = 200_000;

  private final WorkPool pool;
  private final ConvWeightGradientF32 weightGradient;
  private final WinogradF32 winograd;
  private final WinogradWeightGradientF32 winogradWeightGradient;
  private final Map<ConvGeometry, ConvPass[]> forwardPasses = new HashMap<>();
  private final Map<ConvGeometry, ConvPass[]> inputPasses = new HashMap<>();
  private final Buffers[] buffers;
  private final ConvWeightsF32 weights = new ConvWeightsF32();

  ConvF32(WorkPool pool) {
    this.pool = pool;
    this.weightGradient = new ConvWeightGradientF32(pool);
    this.winograd = new WinogradF32(pool);
    this.winogradWeightGradient = new WinogradWeightGradientF32(pool);
    this.buffers = new Buffers[pool.threads() * SHARES_PER_THREAD];
    for (int i = 0; i < buffers.length; i++) buffers[i] = new Buffers();
  }

  @Override
  public void forward(float[] h, float[] weight, float[] a, int n, ConvGeometry g, boolean add) {
    check(h, weight, a, n, g);
    if (WinogradF32.serves(g)) {
      winograd.forward(h, weight, a, n, g, add);
      return;
    }
    ConvPass[] passes = forwardPasses.computeIfAbsent(g, ConvF32::forwardPasses);
    ConvTargetF32 target = ConvTargetF32.of(a, g.outChannels(), g.outHeight(), g.outWidth(), add);
    convolve(h, weight, n, passes, target, g);
  }

  @Override
  public void inputGradient(
      float[] da, float[] weight, float[] dh, int n, ConvGeometry g, boolean add) {
    check(dh, weight, da, n, g);
    if (WinogradF32.serves(g)) {
      winograd.inputGradient(da, weight, dh, n, g, add);
      return;
    }
    ConvPass[] passes = inputPasses.computeIfAbsent(g, ConvF32::inputPasses);
    ConvTargetF32 target = ConvTargetF32.of(dh, g.inChannels(), g.height(), g.width(), add);
    convolve(da, weight, n, passes, target, g);
  }

  @Override
  public void weightGradient(
      float[] da, float[] h, float[] dWeight, int n, ConvGeometry g, boolean add) {
    check(h, dWeight, da, n, g);
    if (WinogradWeightGradientF32.serves(g)) {
      winogradWeightGradient.compute(da, h, dWeight, n, g, add);
      return;
    }
    TapTable table = forwardPasses.computeIfAbsent(g, ConvF32::forwardPasses)[0].taps();
    weightGradient.compute(da, h, dWeight, n, g, table, add);
  }

  private static void check(float[] h, float[] w, float[] a, int n, ConvGeometry g) {
    Objects.checkFromIndexSize(0, Math.multiplyExact(n, g.inChannels() * g.inPlane()), h.length);
    Objects.checkFromIndexSize(0, Math.multiplyExact(n, g.outChannels() * g.outPlane()), a.length);
    int taps = g.inChannels() * g.kernel() * g.kernel();
    Objects.checkFromIndexSize(0, Math.multiplyExact(g.outChannels(), taps), w.length);
  }

  private static ConvPass[] forwardPasses(ConvGeometry g) {
    return ConvPass.forward(g, COLUMNS / 2);
  }

  private static ConvPass[] inputPasses(ConvGeometry g) {
    return ConvPass.inputGradient(g, COLUMNS / 2);
  }

  private static final class Buffers {
    float[] source = {};
    float[] result = {};
    float[] taps = new float[DEPTH_BLOCK * COLUMNS];
  }

  private void convolve(
      float[] from,
      float[] weight,
      int n,
      ConvPass[] passes,
      ConvTargetF32 target,
      ConvGeometry g) {
    weights.pack(weight, passes, target.panels(), target.channels());
    int shares = g.multiplications() * n < PARALLEL_THRESHOLD ? 1 : buffers.length;
    int panels = target.panels().count();
    int imageParts = Math.min(n, shares);
    int panelParts = imageParts >= pool.threads() ? 1 : Math.min(panels, shares / imageParts);
    pool.run(
        imageParts * panelParts,
        part -> {
          int images = part / panelParts;
          int share = part % panelParts;
          convolve(
              from,
              passes,
              target,
              buffers[part],
              (int) ((long) n * images / imageParts),
              (int) ((long) n * (images + 1) / imageParts),
              panels * share / panelParts,
              panels * (share + 1) / panelParts);
        });
  }

  /** One share: images i0 … i1−1 and panels p0 … p1−1. */
  private void convolve(
      float[] from,
      ConvPass[] passes,
      ConvTargetF32 target,
      Buffers buffers,
      int i0,
      int i1,
      int p0,
      int p1) {
    PlaneLayout layout = passes[0].taps().layout();
    RowPanels panels = target.panels();
    int first = panels.first(p0);
    int end = panels.first(p1);
    int channels = passes[0].taps().channels();
    int planes = channels * layout.phases();
    // A tile may read a vector past what it uses.
    int size = planes * layout.planeSize() + layout.columnSpan() + COLUMNS;
    if (buffers.source.length < size) buffers.source = new float[size];
    else Arrays.fill(buffers.source, 0, size, 0);
    for (int i = i0; i < i1; i++) {
      PlanesF32.copyIn(layout, channels, from, i, buffers.source);
      int at = 0;
      for (ConvPass pass : passes) {
        if (target.takes(pass)) {
          int begin = (i * target.channels() + first) * target.plane();
          int stop = (i * target.channels() + end) * target.plane();
          if (!target.add()) Arrays.fill(target.array(), begin, stop, 0);
          multiply(pass, at, panels, buffers, p0, p1, target.array(), begin);
        } else {
          int results = (end - first) * pass.vectors().size();
          if (buffers.result.length < results) buffers.result = new float[results];
          else Arrays.fill(buffers.result, 0, results, 0);
          multiply(pass, at, panels, buffers, p0, p1, buffers.result, 0);
          target.copy(buffers.result, pass, i, first, Math.min(end, target.channels()));
        }
        at += panels.covered() * pass.depth();
      }
    }
  }

  /**
   * Adds the results of one image in panels p0 … p1−1 to {@code to}, from {@code out} on.
   *
   * @param at where the weights of the pass begin
   */
  private void multiply(
      ConvPass pass,
      int at,
      RowPanels panels,
      Buffers buffers,
      int p0,
      int p1,
      float[] to,
      int out) {
    int[] offsets = pass.taps().offsets();
    int depth = pass.depth();
    int[] places = pass.vectors().places();
    int ld = pass.vectors().size();
    for (int first = 0; first < depth; first += DEPTH_BLOCK) {
      int run = Math.min(DEPTH_BLOCK, depth - first);
      for (int v = 0; v < places.length; v += 2) {
        TapPanelF32.pack(
            buffers.source, places[v], places[v + 1], offsets, first, run, buffers.taps);
        for (int panel = p0; panel < p1; panel++) {
          int height = panels.height(panel);
          MicroKernelF32.run(
              height,
              run,
              weights.array(),
              at + panels.first(panel) * depth + first * height,
              buffers.taps,
              0,
              to,
              out + (panels.first(panel) - panels.first(p0)) * ld + v / 2 * COLUMNS,
              ld);
        }
      }
    }
  }
}
