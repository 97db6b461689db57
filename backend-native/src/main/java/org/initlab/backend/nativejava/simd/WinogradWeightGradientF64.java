package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.parallel.WorkPool;

/**
 * ∂W of 3×3 convolutions with stride 1 in float64, as the adjoint of Winograd's F(2×2, 3×3) in its
 * kernel: Gᵀ [Σ (A ∂a Aᵀ) ⊙ (Bᵀ d B)] G over the tiles of all images, d the 4×4 pixels and ∂a the
 * 2×2 results of a tile. The 16 elements are 16 matrix products over the tiles, output channels
 * times input channels.
 *
 * <p>Tiles are summed in runs of {@link #RUN}, every run from 0 and then added, runs in order;
 * threads share channels and elements, never a sum, so the bits do not depend on their number. An
 * instance reuses its buffers and serves one caller at a time.
 */
final class WinogradWeightGradientF64 {
  private static final int ROWS = MicroKernelF64.ROWS;
  private static final int COLUMNS = MicroKernelF64.COLUMNS;
  private static final int LANES = COLUMNS / 2;
  private static final int AREA = WinogradStrips.AREA;

  /** Tiles in one chain of sums. */
  private static final int RUN = 256;

  /** Elements of the tiles that are transformed at once. */
  private static final int GROUP_ELEMENTS = 1 << 20;

  /** Fewer channels than this do not repay the transforms. */
  private static final int MINIMAL_CHANNELS = 16;

  private final WorkPool pool;
  private final Buffers[] buffers;
  private double[] pixels = {};
  private double[] gradients = {};
  private double[] sums = {};

  WinogradWeightGradientF64(WorkPool pool) {
    this.pool = pool;
    this.buffers = new Buffers[pool.threads() * ConvF64.SHARES_PER_THREAD];
    for (int i = 0; i < buffers.length; i++) buffers[i] = new Buffers();
  }

  private static final class Buffers {
    double[] tile = new double[ROWS * COLUMNS];
    final WinogradGradientTilesF64 tiles = new WinogradGradientTilesF64();
  }

  /** Whether this is the faster way; a matter of the geometry alone. */
  static boolean serves(ConvGeometry g) {
    return g.kernel() == 3
        && g.stride() == 1
        && g.padding() <= 2
        && Math.min(g.inChannels(), g.outChannels()) >= MINIMAL_CHANNELS
        && Math.min(g.outHeight(), g.outWidth()) >= 2;
  }

  private static boolean isNarrow(ConvGeometry g) {
    return !VectorRegisters.SIXTEEN && g.inChannels() <= LANES;
  }

  /** ∂W (+)= the correlation of h with ∂a. */
  void compute(double[] da, double[] h, double[] dWeight, int n, ConvGeometry g, boolean add) {
    RowPanels panels = MicroKernelF64.panels(g.outChannels());
    int columns = isNarrow(g) ? LANES : COLUMNS;
    int image = WinogradGradientPlan.imageSize(g, panels, columns);
    int images = Math.max(1, Math.min(n, GROUP_ELEMENTS / image));
    WinogradGradientPlan plan = new WinogradGradientPlan(g, panels, LANES, columns, images);
    reserve(plan);
    boolean small = g.multiplications() * n < ConvF64.PARALLEL_THRESHOLD;
    int inputs = plan.columnPanels();
    int units = inputs + panels.count();
    int parts = small ? 1 : Math.min(units, buffers.length);
    for (int first = 0; first < n; first += plan.images()) {
      int start = first;
      int end = Math.min(n, first + plan.images());
      pool.run(
          parts,
          part -> {
            for (int u = units * part / parts; u < units * (part + 1) / parts; u++) {
              WinogradGradientTilesF64 tiles = buffers[part].tiles;
              if (u < inputs) tiles.transformPixels(plan, h, start, end, u, pixels);
              else tiles.transformGradients(plan, da, start, end, u - inputs, gradients);
            }
          });
      int count = (end - start) * plan.tilesY() * plan.tilesX();
      int products = AREA * inputs;
      int shares = small ? 1 : Math.min(products, buffers.length);
      pool.run(
          shares,
          share -> {
            int to = products * (share + 1) / shares;
            for (int u = products * share / shares; u < to; u++) {
              multiply(plan, count, u / inputs, u % inputs, start == 0, buffers[share]);
            }
          });
    }
    int rows = g.outChannels();
    pool.range(
        rows,
        small ? rows : Math.max(1, 4096 / g.inChannels()),
        (from, to) ->
            WinogradKernelGradientF64.collect(
                sums, plan.sumsStride(), plan.ld(), g.inChannels(), dWeight, from, to, add));
  }

  private void reserve(WinogradGradientPlan plan) {
    int pixelsSize = AREA * plan.pixelsStride();
    if (pixels.length < pixelsSize) pixels = new double[pixelsSize];
    int gradientsSize = AREA * plan.gradientsStride();
    if (gradients.length < gradientsSize) gradients = new double[gradientsSize];
    int sumsSize = AREA * plan.sumsStride();
    if (sums.length < sumsSize) sums = new double[sumsSize];
  }

  /** The sums of element {@code e} in one panel of input channels, over {@code tiles}. */
  private void multiply(
      WinogradGradientPlan plan, int tiles, int e, int column, boolean assign, Buffers buffers) {
    RowPanels panels = plan.panels();
    int b = e * plan.pixelsStride() + column * plan.columns() * plan.tiles();
    int a = e * plan.gradientsStride();
    int to = e * plan.sumsStride() + column * plan.columns();
    for (int first = 0; first < tiles; first += RUN) {
      int run = Math.min(RUN, tiles - first);
      for (int panel = 0; panel < panels.count(); panel++) {
        int height = panels.height(panel);
        Arrays.fill(buffers.tile, 0);
        int ap = a + plan.gradientsPanel(panel) + first * height;
        int bp = b + first * plan.columns();
        double[] tile = buffers.tile;
        if (plan.columns() == LANES) {
          NarrowKernelF64.run(height, run, gradients, ap, pixels, bp, tile, 0, COLUMNS);
        } else {
          MicroKernelF64.run(height, run, gradients, ap, pixels, bp, tile, 0, COLUMNS);
        }
        int out = to + panels.first(panel) * plan.ld();
        boolean adds = !assign || first > 0;
        TileStoreF64.put(buffers.tile, height, COLUMNS, sums, out, plan.ld(), adds);
      }
    }
  }
}
