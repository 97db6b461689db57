package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.kernel.ConvKernel;
import org.initlab.backend.nativejava.parallel.WorkPool;

/**
 * Convolutions in float64 without an im2col matrix: an image is copied once among zeros ({@link
 * PlaneLayout}), and the micro-kernel reads every tap straight from there, its lanes running along
 * the outputs' columns and rows.
 *
 * <p>Threads share images and output channels, never a sum, so the bits do not depend on their
 * number. An instance reuses its buffers and serves one caller at a time.
 */
final class ConvF64 implements ConvKernel<double[]> {
  private static final int ROWS = ConvMicroKernelF64.ROWS;

  /** 256 taps of a tile's places are at most 32 KiB. */
  private static final int DEPTH_BLOCK = 256;

  /** Fewer multiplications than this cost less than waking a thread. */
  static final long PARALLEL_THRESHOLD = 200_000;

  private final WorkPool pool;
  private final ConvWeightGradientF64 weightGradient;
  private final Map<ConvGeometry, TapTable[]> forwardTables = new HashMap<>();
  private final Map<ConvGeometry, TapTable[]> inputTables = new HashMap<>();
  private final Buffers[] buffers;
  private double[] packed = {};

  ConvF64(WorkPool pool) {
    this.pool = pool;
    this.weightGradient = new ConvWeightGradientF64(pool);
    this.buffers = new Buffers[pool.threads()];
    for (int i = 0; i < buffers.length; i++) buffers[i] = new Buffers();
  }

  @Override
  public void forward(double[] h, double[] weight, double[] a, int n, ConvGeometry g, boolean add) {
    check(h, weight, a, n, g);
    TapTable[] tables =
        forwardTables.computeIfAbsent(g, key -> new TapTable[] {TapTable.forward(key)});
    Target target = new Target(a, g.outChannels(), g.outHeight(), g.outWidth(), add);
    convolve(h, weight, n, tables, target, g);
  }

  @Override
  public void inputGradient(
      double[] da, double[] weight, double[] dh, int n, ConvGeometry g, boolean add) {
    check(dh, weight, da, n, g);
    TapTable[] tables = inputTables.computeIfAbsent(g, TapTable::inputGradient);
    Target target = new Target(dh, g.inChannels(), g.height(), g.width(), add);
    convolve(da, weight, n, tables, target, g);
  }

  @Override
  public void weightGradient(
      double[] da, double[] h, double[] dWeight, int n, ConvGeometry g, boolean add) {
    check(h, dWeight, da, n, g);
    TapTable[] tables =
        forwardTables.computeIfAbsent(g, key -> new TapTable[] {TapTable.forward(key)});
    weightGradient.compute(da, h, dWeight, n, g, tables[0], add);
  }

  private static void check(double[] h, double[] w, double[] a, int n, ConvGeometry g) {
    Objects.checkFromIndexSize(0, Math.multiplyExact(n, g.inChannels() * g.inPlane()), h.length);
    Objects.checkFromIndexSize(0, Math.multiplyExact(n, g.outChannels() * g.outPlane()), a.length);
    int taps = g.inChannels() * g.kernel() * g.kernel();
    Objects.checkFromIndexSize(0, Math.multiplyExact(g.outChannels(), taps), w.length);
  }

  /** Where the results go: images of {@code channels} planes. */
  private record Target(double[] array, int channels, int height, int width, boolean add) {
    int panels() {
      return Tiles.covering(channels, ROWS);
    }
  }

  private static final class Buffers {
    double[] source = {};
    double[] result = {};
  }

  private void convolve(
      double[] from, double[] weight, int n, TapTable[] tables, Target target, ConvGeometry g) {
    pack(weight, tables, target);
    int threads = g.multiplications() * n < PARALLEL_THRESHOLD ? 1 : pool.threads();
    int panels = target.panels();
    int panelParts = n >= threads ? 1 : Math.min(panels, threads / n);
    int imageParts = Math.min(n, threads);
    pool.run(
        imageParts * panelParts,
        part -> {
          int images = part / panelParts;
          int share = part % panelParts;
          convolve(
              from,
              tables,
              target,
              buffers[part],
              (int) ((long) n * images / imageParts),
              (int) ((long) n * (images + 1) / imageParts),
              panels * share / panelParts,
              panels * (share + 1) / panelParts);
        });
  }

  /** One thread's images i0 … i1−1 and panels p0 … p1−1. */
  private void convolve(
      double[] from,
      TapTable[] tables,
      Target target,
      Buffers buffers,
      int i0,
      int i1,
      int p0,
      int p1) {
    PlaneLayout layout = tables[0].layout();
    int channels = tables[0].channels();
    int planes = channels * layout.phases();
    // A tile may read two vectors past what it uses.
    int size = planes * layout.planeSize() + layout.columnSpan() + 2 * ConvMicroKernelF64.LANES;
    if (buffers.source.length < size) buffers.source = new double[size];
    else Arrays.fill(buffers.source, 0, size, 0);
    for (int i = i0; i < i1; i++) {
      PlanesF64.copyIn(layout, channels, from, i, buffers.source);
      int weights = 0;
      for (TapTable table : tables) {
        int depth = table.offsets().length;
        if (table.rows() > 0 && table.columns() > 0) {
          multiply(table, weights, buffers, p0, p1);
          int ld = ConvMicroKernelF64.whole(table.span());
          for (int panel = p0; panel < p1; panel++) {
            copyOut(buffers.result, (panel - p0) * ROWS * ld, ld, table, target, i, panel);
          }
        }
        weights += target.panels() * ROWS * depth;
      }
    }
  }

  /**
   * The results of one image in panels p0 … p1−1. What a tile of places reads of the source for one
   * block of the depth stays in the first-level cache for all panels.
   */
  private void multiply(TapTable table, int weights, Buffers buffers, int p0, int p1) {
    int depth = table.offsets().length;
    int span = table.span();
    int ld = ConvMicroKernelF64.whole(span);
    int size = (p1 - p0) * ROWS * ld;
    if (buffers.result.length < size) buffers.result = new double[size];
    else Arrays.fill(buffers.result, 0, size, 0);
    for (int first = 0; first < depth; first += DEPTH_BLOCK) {
      int run = Math.min(DEPTH_BLOCK, depth - first);
      for (int j = 0; j < span; j += ConvMicroKernelF64.WIDTH) {
        int width = Math.min(ConvMicroKernelF64.WIDTH, span - j);
        for (int panel = p0; panel < p1; panel++) {
          ConvMicroKernelF64.taps(
              run,
              packed,
              weights + (panel * depth + first) * ROWS,
              buffers.source,
              j,
              table.offsets(),
              first,
              buffers.result,
              (panel - p0) * ROWS * ld + j,
              ld,
              width);
        }
      }
    }
  }

  private static void copyOut(
      double[] result, int from, int ld, TapTable table, Target target, int image, int panel) {
    int end = Math.min(target.channels(), (panel + 1) * ROWS);
    int step = table.step();
    double[] to = target.array();
    for (int channel = panel * ROWS; channel < end; channel++) {
      int in = from + channel % ROWS * ld;
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
        in += table.layout().pitch();
        out += step * target.width();
      }
    }
  }

  /** The weights of every table, panel by panel, eight result channels side by side. */
  private void pack(double[] weight, TapTable[] tables, Target target) {
    int rows = target.panels() * ROWS;
    int size = 0;
    for (TapTable table : tables) size += rows * table.offsets().length;
    if (packed.length < size) packed = new double[size];
    int out = 0;
    for (TapTable table : tables) {
      for (int panel = 0; panel < rows; panel += ROWS) {
        for (int at : table.weights()) {
          for (int r = panel; r < panel + ROWS; r++) {
            packed[out++] = r < target.channels() ? weight[at + r * table.weightStride()] : 0;
          }
        }
      }
    }
  }
}
