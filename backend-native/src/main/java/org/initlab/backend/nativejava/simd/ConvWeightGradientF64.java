package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.parallel.WorkPool;

/**
 * ∂W of a convolution in float64. Images are copied among zeros with the channels last, so that for
 * one kernel row the taps and channels it meets lie side by side: the lanes run along those, the
 * sum along the outputs' places. Every image is summed from 0 and then added, images in order.
 */
final class ConvWeightGradientF64 {
  private static final int ROWS = ConvMicroKernelF64.ROWS;

  /** Elements of the images that are laid out at once; they are to stay in the cache. */
  private static final int GROUP_ELEMENTS = 1 << 18;

  private final WorkPool pool;
  private double[] images = {};
  private double[] gradients = {};
  private double[] sums = {};

  ConvWeightGradientF64(WorkPool pool) {
    this.pool = pool;
  }

  /** ∂W (+)= the correlation of h with ∂a; {@code table} is the forward pass's. */
  void compute(
      double[] da,
      double[] h,
      double[] dWeight,
      int n,
      ConvGeometry g,
      TapTable table,
      boolean add) {
    Plan plan = new Plan(g, table.layout(), table.span());
    int group = Math.max(1, Math.min(n, GROUP_ELEMENTS / plan.imageSize()));
    images = zeros(images, group * plan.imageSize() + plan.slack());
    gradients = zeros(gradients, group * plan.gradientSize());
    sums = zeros(sums, plan.units() * ROWS * plan.ld());
    boolean small = g.multiplications() * n < ConvF64.PARALLEL_THRESHOLD;
    for (int first = 0; first < n; first += group) {
      int start = first;
      int count = Math.min(group, n - first);
      pool.range(count, small ? count : 1, (from, to) -> layOut(plan, h, da, start, from, to));
      pool.range(
          plan.units(), small ? plan.units() : 1, (from, to) -> accumulate(plan, count, from, to));
    }
    finish(plan, dWeight, add);
  }

  private static double[] zeros(double[] array, int size) {
    if (array.length < size) return new double[size];
    Arrays.fill(array, 0, size, 0);
    return array;
  }

  /**
   * A unit is one kernel row × one horizontal phase × a panel of eight output channels; its sums
   * are 8 × (kernel columns of that phase · channels).
   */
  private record Plan(ConvGeometry g, PlaneLayout layout, int span) {
    int panels() {
      return Tiles.covering(g.outChannels(), ROWS);
    }

    int phases() {
      return Math.min(g.stride(), g.kernel());
    }

    int units() {
      return panels() * g.kernel() * phases();
    }

    int columnsOf(int phase) {
      return (g.kernel() - 1 - phase) / g.stride() + 1;
    }

    int ld() {
      return ConvMicroKernelF64.whole(columnsOf(0) * g.inChannels());
    }

    int imageSize() {
      return layout.phases() * layout.planeSize() * g.inChannels();
    }

    int gradientSize() {
      return panels() * ROWS * span;
    }

    /** What a tile may read past the last image. */
    int slack() {
      return layout.columnSpan() * g.inChannels() + 2 * ConvMicroKernelF64.LANES;
    }
  }

  private void layOut(Plan plan, double[] h, double[] da, int start, int from, int to) {
    ConvGeometry g = plan.g();
    PlaneLayout layout = plan.layout();
    for (int i = from; i < to; i++) {
      int out = i * plan.imageSize();
      PlanesF64.copyInChannelsLast(layout, g.inChannels(), h, start + i, images, out);
      for (int o = 0; o < g.outChannels(); o++) {
        int in = ((start + i) * g.outChannels() + o) * g.outPlane();
        int panel = i * plan.gradientSize() + o / ROWS * ROWS * plan.span() + o % ROWS;
        for (int y = 0; y < g.outHeight(); y++, in += g.outWidth()) {
          int at = panel + y * layout.pitch() * ROWS;
          for (int x = 0; x < g.outWidth(); x++) gradients[at + x * ROWS] = da[in + x];
        }
      }
    }
  }

  /** Units of one kernel row and phase follow one another and share what a tile reads of h. */
  private void accumulate(Plan plan, int count, int from, int to) {
    int panels = plan.panels();
    for (int unit = from; unit < to; ) {
      int taps = unit / panels;
      int end = Math.min(to, (taps + 1) * panels);
      for (int i = 0; i < count; i++) accumulate(plan, i, taps, unit, end);
      unit = end;
    }
  }

  /** One image's share in the units from … to−1, all of one kernel row and phase. */
  private void accumulate(Plan plan, int image, int taps, int from, int to) {
    int channels = plan.g().inChannels();
    int ky = taps / plan.phases();
    int kx = taps % plan.phases();
    int place = plan.layout().placeInChannel(ky, kx);
    int columns = plan.columnsOf(kx) * channels;
    for (int j = 0; j < columns; j += ConvMicroKernelF64.WIDTH) {
      for (int unit = from; unit < to; unit++) {
        int panel = unit % plan.panels();
        ConvMicroKernelF64.strided(
            plan.span(),
            gradients,
            image * plan.gradientSize() + panel * ROWS * plan.span(),
            images,
            image * plan.imageSize() + place * channels + j,
            channels,
            sums,
            unit * ROWS * plan.ld() + j,
            plan.ld(),
            Math.min(ConvMicroKernelF64.WIDTH, columns - j));
      }
    }
  }

  private void finish(Plan plan, double[] dWeight, boolean add) {
    ConvGeometry g = plan.g();
    int at = 0;
    for (int o = 0; o < g.outChannels(); o++) {
      for (int c = 0; c < g.inChannels(); c++) {
        for (int ky = 0; ky < g.kernel(); ky++) {
          for (int kx = 0; kx < g.kernel(); kx++, at++) {
            int unit = (ky * plan.phases() + kx % g.stride()) * plan.panels() + o / ROWS;
            int row = unit * ROWS + o % ROWS;
            double sum = sums[row * plan.ld() + kx / g.stride() * g.inChannels() + c];
            dWeight[at] = add ? dWeight[at] + sum : sum;
          }
        }
      }
    }
  }
}
