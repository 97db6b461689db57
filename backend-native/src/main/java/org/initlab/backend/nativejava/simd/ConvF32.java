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
  private static final int ROWS = MicroKernelF32.ROWS;
  private static final int COLUMNS = MicroKernelF32.COLUMNS;
  private static final int DEPTH_BLOCK = GemmF32.DEPTH_BLOCK;

  /** More shares than threads: a core that is slow for a while does less. */
  static final int SHARES_PER_THREAD = 4;

  /** Fewer multiplications than this cost less than waking a thread. */
  static final long PARALLEL_THRESHOLD = 200_000;

  private final WorkPool pool;
  private final ConvWeightGradientF32 weightGradient;
  private final WinogradF32 winograd;
  private final Map<ConvGeometry, Pass[]> forwardPasses = new HashMap<>();
  private final Map<ConvGeometry, Pass[]> inputPasses = new HashMap<>();
  private final Buffers[] buffers;
  private float[] packed = {};

  ConvF32(WorkPool pool) {
    this.pool = pool;
    this.weightGradient = new ConvWeightGradientF32(pool);
    this.winograd = new WinogradF32(pool);
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
    Pass[] passes = forwardPasses.computeIfAbsent(g, ConvF32::forwardPasses);
    Target target = new Target(a, g.outChannels(), g.outHeight(), g.outWidth(), add);
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
    Pass[] passes = inputPasses.computeIfAbsent(g, ConvF32::inputPasses);
    Target target = new Target(dh, g.inChannels(), g.height(), g.width(), add);
    convolve(da, weight, n, passes, target, g);
  }

  @Override
  public void weightGradient(
      float[] da, float[] h, float[] dWeight, int n, ConvGeometry g, boolean add) {
    check(h, dWeight, da, n, g);
    TapTable table = forwardPasses.computeIfAbsent(g, ConvF32::forwardPasses)[0].taps();
    weightGradient.compute(da, h, dWeight, n, g, table, add);
  }

  private static void check(float[] h, float[] w, float[] a, int n, ConvGeometry g) {
    Objects.checkFromIndexSize(0, Math.multiplyExact(n, g.inChannels() * g.inPlane()), h.length);
    Objects.checkFromIndexSize(0, Math.multiplyExact(n, g.outChannels() * g.outPlane()), a.length);
    int taps = g.inChannels() * g.kernel() * g.kernel();
    Objects.checkFromIndexSize(0, Math.multiplyExact(g.outChannels(), taps), w.length);
  }

  private static Pass[] forwardPasses(ConvGeometry g) {
    return passes(TapTable.forward(g));
  }

  private static Pass[] inputPasses(ConvGeometry g) {
    return passes(TapTable.inputGradient(g));
  }

  /** The tables that have results: of a stride wider than the image some phases have none. */
  private static Pass[] passes(TapTable... tables) {
    return Arrays.stream(tables)
        .filter(table -> table.span() > 0)
        .map(table -> new Pass(table, ResultVectors.of(table, COLUMNS / 2)))
        .toArray(Pass[]::new);
  }

  /** One rectangle of results, and how its results fill vectors. */
  private record Pass(TapTable taps, ResultVectors vectors) {}

  /** Where the results go: images of {@code channels} planes. */
  private record Target(float[] array, int channels, int height, int width, boolean add) {
    int panels() {
      return Tiles.covering(channels, ROWS);
    }
  }

  private static final class Buffers {
    float[] source = {};
    float[] result = {};
    float[] taps = new float[DEPTH_BLOCK * COLUMNS];
  }

  private void convolve(
      float[] from, float[] weight, int n, Pass[] passes, Target target, ConvGeometry g) {
    pack(weight, passes, target);
    int shares = g.multiplications() * n < PARALLEL_THRESHOLD ? 1 : buffers.length;
    int panels = target.panels();
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
      float[] from, Pass[] passes, Target target, Buffers buffers, int i0, int i1, int p0, int p1) {
    PlaneLayout layout = passes[0].taps().layout();
    int channels = passes[0].taps().channels();
    int planes = channels * layout.phases();
    // A tile may read a vector past what it uses.
    int size = planes * layout.planeSize() + layout.columnSpan() + COLUMNS;
    if (buffers.source.length < size) buffers.source = new float[size];
    else Arrays.fill(buffers.source, 0, size, 0);
    for (int i = i0; i < i1; i++) {
      PlanesF32.copyIn(layout, channels, from, i, buffers.source);
      int weights = 0;
      for (Pass pass : passes) {
        multiply(pass, weights, target.channels(), buffers, p0, p1);
        for (int panel = p0; panel < p1; panel++) {
          copyOut(buffers.result, p0, pass, target, i, panel);
        }
        weights += target.panels() * ROWS * pass.taps().offsets().length;
      }
    }
  }

  /** The results of one image in panels p0 … p1−1. */
  private void multiply(Pass pass, int weights, int channels, Buffers buffers, int p0, int p1) {
    int[] offsets = pass.taps().offsets();
    int depth = offsets.length;
    int[] places = pass.vectors().places();
    int ld = pass.vectors().size();
    int size = (p1 - p0) * ROWS * ld;
    if (buffers.result.length < size) buffers.result = new float[size];
    else Arrays.fill(buffers.result, 0, size, 0);
    for (int first = 0; first < depth; first += DEPTH_BLOCK) {
      int run = Math.min(DEPTH_BLOCK, depth - first);
      for (int v = 0; v < places.length; v += 2) {
        TapPanelF32.pack(
            buffers.source, places[v], places[v + 1], offsets, first, run, buffers.taps);
        for (int panel = p0; panel < p1; panel++) {
          int height = MicroKernelF32.height(channels - panel * ROWS);
          MicroKernelF32.run(
              height,
              run,
              packed,
              weights + panel * ROWS * depth + first * height,
              buffers.taps,
              0,
              buffers.result,
              (panel - p0) * ROWS * ld + v / 2 * COLUMNS,
              ld);
        }
      }
    }
  }

  private static void copyOut(
      float[] result, int firstPanel, Pass pass, Target target, int image, int panel) {
    TapTable table = pass.taps();
    int end = Math.min(target.channels(), (panel + 1) * ROWS);
    int step = table.step();
    float[] to = target.array();
    for (int channel = panel * ROWS; channel < end; channel++) {
      int in = (channel - firstPanel * ROWS) * pass.vectors().size();
      int plane = (image * target.channels() + channel) * target.height();
      int out = (plane + table.top()) * target.width() + table.left();
      for (int row = 0; row < table.rows(); row++) {
        if (target.add()) {
          for (int x = 0; x < table.columns(); x++) to[out + x * step] += result[in + x];
        } else if (step == 1) {
          System.arraycopy(result, in, to, out, table.columns());
        } else {
          for (int x = 0; x < table.columns(); x++) to[out + x * step] = result[in + x];
        }
        in += pass.vectors().pitch();
        out += step * target.width();
      }
    }
  }

  /** The weights of every table, panel by panel, a panel's result channels side by side. */
  private void pack(float[] weight, Pass[] passes, Target target) {
    int rows = target.panels() * ROWS;
    int size = 0;
    for (Pass pass : passes) size += rows * pass.taps().offsets().length;
    if (packed.length < size) packed = new float[size];
    int from = 0;
    for (Pass pass : passes) {
      TapTable table = pass.taps();
      int out = from;
      for (int panel = 0; panel < rows; panel += ROWS) {
        int end = panel + MicroKernelF32.height(target.channels() - panel);
        for (int at : table.weights()) {
          for (int r = panel; r < end; r++) {
            packed[out++] = r < target.channels() ? weight[at + r * table.weightStride()] : 0;
          }
        }
      }
      from += rows * table.offsets().length;
    }
  }
}
