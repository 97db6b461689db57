package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.kernel.ConvKernel;
import org.initlab.backend.nativejava.parallel.WorkPool;

/**
 * Convolutions in float64 as products of weights and taps: an image is copied once among zeros
 * ({@link PlaneLayout}), what the taps of one tile of results read there is packed as a panel of B
 * ({@link TapPanelF64}) that stays in the first-level cache, and the micro-kernel of matrix
 * products multiplies it with all panels of weights. The im2col matrix of a whole image never
 * exists.
 *
 * <p>Threads share images and result channels, never a sum, so the bits do not depend on their
 * number. An instance reuses its buffers and serves one caller at a time.
 */
final class ConvF64 implements ConvKernel<double[]> {
  private static final int COLUMNS = MicroKernelF64.COLUMNS;

  /** Taps in a panel of B, which is to stay in the first-level cache; 3×3 taps of 32 channels. */
  private static final int DEPTH_BLOCK = 288;

  /** More shares than threads: a core that is slow for a while does less. */
  static final int SHARES_PER_THREAD = 4;

  /** Fewer multiplications than this cost less than waking a thread. */
  static final long PARALLEL_THRESHOLD = 200_000;

  private final WorkPool pool;
  private final ConvWeightGradientF64 weightGradient;
  private final WinogradF64 winograd;
  private final Map<ConvGeometry, Pass[]> forwardPasses = new HashMap<>();
  private final Map<ConvGeometry, Pass[]> inputPasses = new HashMap<>();
  private final Buffers[] buffers;
  private double[] packed = {};

  ConvF64(WorkPool pool) {
    this.pool = pool;
    this.weightGradient = new ConvWeightGradientF64(pool);
    this.winograd = new WinogradF64(pool);
    this.buffers = new Buffers[pool.threads() * SHARES_PER_THREAD];
    for (int i = 0; i < buffers.length; i++) buffers[i] = new Buffers();
  }

  @Override
  public void forward(double[] h, double[] weight, double[] a, int n, ConvGeometry g, boolean add) {
    check(h, weight, a, n, g);
    if (WinogradF64.serves(g)) {
      winograd.forward(h, weight, a, n, g, add);
      return;
    }
    Pass[] passes = forwardPasses.computeIfAbsent(g, ConvF64::forwardPasses);
    Target target = Target.of(a, g.outChannels(), g.outHeight(), g.outWidth(), add);
    convolve(h, weight, n, passes, target, g);
  }

  @Override
  public void inputGradient(
      double[] da, double[] weight, double[] dh, int n, ConvGeometry g, boolean add) {
    check(dh, weight, da, n, g);
    if (WinogradF64.serves(g)) {
      winograd.inputGradient(da, weight, dh, n, g, add);
      return;
    }
    Pass[] passes = inputPasses.computeIfAbsent(g, ConvF64::inputPasses);
    Target target = Target.of(dh, g.inChannels(), g.height(), g.width(), add);
    convolve(da, weight, n, passes, target, g);
  }

  @Override
  public void weightGradient(
      double[] da, double[] h, double[] dWeight, int n, ConvGeometry g, boolean add) {
    check(h, dWeight, da, n, g);
    TapTable table = forwardPasses.computeIfAbsent(g, ConvF64::forwardPasses)[0].taps();
    weightGradient.compute(da, h, dWeight, n, g, table, add);
  }

  private static void check(double[] h, double[] w, double[] a, int n, ConvGeometry g) {
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
  private record Target(
      double[] array, int channels, int height, int width, RowPanels panels, boolean add) {
    static Target of(double[] array, int channels, int height, int width, boolean add) {
      return new Target(array, channels, height, width, MicroKernelF64.panels(channels), add);
    }

    int plane() {
      return height * width;
    }

    /** Whether tiles of the pass and of this target lie alike, so that no copy is needed. */
    boolean takes(Pass pass) {
      return channels % MicroKernelF64.ROW_STEP == 0
          && pass.taps().step() == 1
          && pass.vectors().size() == plane()
          && pass.vectors().pitch() == width;
    }
  }

  private static final class Buffers {
    double[] source = {};
    double[] result = {};
    double[] taps = new double[DEPTH_BLOCK * COLUMNS];
  }

  private void convolve(
      double[] from, double[] weight, int n, Pass[] passes, Target target, ConvGeometry g) {
    pack(weight, passes, target);
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
      double[] from,
      Pass[] passes,
      Target target,
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
    if (buffers.source.length < size) buffers.source = new double[size];
    else Arrays.fill(buffers.source, 0, size, 0);
    for (int i = i0; i < i1; i++) {
      PlanesF64.copyIn(layout, channels, from, i, buffers.source);
      int weights = 0;
      for (Pass pass : passes) {
        if (target.takes(pass)) {
          int begin = (i * target.channels() + first) * target.plane();
          int stop = (i * target.channels() + end) * target.plane();
          if (!target.add()) Arrays.fill(target.array(), begin, stop, 0);
          multiply(pass, weights, panels, buffers, p0, p1, target.array(), begin);
        } else {
          int results = (end - first) * pass.vectors().size();
          if (buffers.result.length < results) buffers.result = new double[results];
          else Arrays.fill(buffers.result, 0, results, 0);
          multiply(pass, weights, panels, buffers, p0, p1, buffers.result, 0);
          copyOut(buffers.result, pass, target, i, first, Math.min(end, target.channels()));
        }
        weights += panels.covered() * pass.taps().offsets().length;
      }
    }
  }

  /** Adds the results of one image in panels p0 … p1−1 to {@code to}, from {@code out} on. */
  private void multiply(
      Pass pass,
      int weights,
      RowPanels panels,
      Buffers buffers,
      int p0,
      int p1,
      double[] to,
      int out) {
    int[] offsets = pass.taps().offsets();
    int depth = offsets.length;
    int[] places = pass.vectors().places();
    int ld = pass.vectors().size();
    for (int first = 0; first < depth; first += DEPTH_BLOCK) {
      int run = Math.min(DEPTH_BLOCK, depth - first);
      for (int v = 0; v < places.length; v += 2) {
        TapPanelF64.pack(
            buffers.source, places[v], places[v + 1], offsets, first, run, buffers.taps);
        for (int panel = p0; panel < p1; panel++) {
          int height = panels.height(panel);
          MicroKernelF64.run(
              height,
              run,
              packed,
              weights + panels.first(panel) * depth + first * height,
              buffers.taps,
              0,
              to,
              out + (panels.first(panel) - panels.first(p0)) * ld + v / 2 * COLUMNS,
              ld);
        }
      }
    }
  }

  /** Channels first … end−1 of one image. */
  private static void copyOut(
      double[] result, Pass pass, Target target, int image, int first, int end) {
    TapTable table = pass.taps();
    int step = table.step();
    double[] to = target.array();
    for (int channel = first; channel < end; channel++) {
      int in = (channel - first) * pass.vectors().size();
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
  private void pack(double[] weight, Pass[] passes, Target target) {
    RowPanels panels = target.panels();
    int size = 0;
    for (Pass pass : passes) size += panels.covered() * pass.taps().offsets().length;
    if (packed.length < size) packed = new double[size];
    int out = 0;
    for (Pass pass : passes) {
      TapTable table = pass.taps();
      for (int panel = 0; panel < panels.count(); panel++) {
        int height = panels.height(panel);
        for (int x = 0; x < height; x++) {
          int channel = panels.first(panel) + x;
          if (channel < target.channels()) packRow(weight, table, channel, out + x, height);
          else for (int p = 0; p < table.weights().length; p++) packed[out + x + p * height] = 0;
        }
        out += height * table.weights().length;
      }
    }
  }

  private void packRow(double[] weight, TapTable table, int channel, int out, int height) {
    int[] weights = table.weights();
    double[] to = packed;
    int in = channel * table.weightStride();
    for (int p = 0; p < weights.length; p++) to[out + p * height] = weight[in + weights[p]];
  }
}
