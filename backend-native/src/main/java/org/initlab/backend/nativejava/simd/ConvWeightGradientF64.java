package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.parallel.WorkPool;

/**
 * ∂W of a convolution in float64, as a product of ∂a and h over the places of the results. Images
 * are copied among zeros with the channels last, so that for one kernel row the taps and channels
 * it meets lie side by side: these are the columns, output channels the rows. Places are summed in
 * runs of {@link #RUN}, every run from 0 and then added, runs in order.
 *
 * <p>Threads share rows and columns, never a sum, so the bits do not depend on their number. An
 * instance reuses its buffers and serves one caller at a time.
 */
final class ConvWeightGradientF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ROWS = MicroKernelF64.ROWS;
  private static final int COLUMNS = MicroKernelF64.COLUMNS;

  /** Places in one chain of sums. */
  private static final int RUN = 256;

  /** Elements of the images that are laid out at once; they are to stay in the cache. */
  private static final int GROUP_ELEMENTS = 1 << 18;

  private final WorkPool pool;
  private final Buffers[] buffers;
  private double[] images = {};
  private double[] gradients = {};
  private double[] sums = {};

  ConvWeightGradientF64(WorkPool pool) {
    this.pool = pool;
    this.buffers = new Buffers[pool.threads()];
    for (int i = 0; i < buffers.length; i++) buffers[i] = new Buffers();
  }

  private static final class Buffers {
    double[] panel = new double[RUN * COLUMNS];
    double[] tile = new double[ROWS * COLUMNS];
  }

  /** ∂W (+)= the correlation of h with ∂a. */
  void compute(double[] da, double[] h, double[] dWeight, int n, ConvGeometry g, boolean add) {
    Plan plan = new Plan(g, PlaneLayout.of(g), MicroKernelF64.panels(g.outChannels()));
    int group = Math.max(1, Math.min(n, GROUP_ELEMENTS / plan.imageSize()));
    images = zeros(images, group * plan.imageSize() + plan.slack());
    if (gradients.length < group * plan.gradientSize()) {
      gradients = new double[group * plan.gradientSize()];
    }
    sums = zeros(sums, plan.taps() * plan.panels().covered() * plan.ld());
    boolean small = g.multiplications() * n < ConvF64.PARALLEL_THRESHOLD;
    int parts = small ? 1 : Math.min(pool.threads(), plan.units());
    for (int first = 0; first < n; first += group) {
      int start = first;
      int count = Math.min(group, n - first);
      pool.range(
          count, small ? count : 1, (from, to) -> layOut(plan, h, da, start, count, from, to));
      pool.run(
          parts,
          part ->
              accumulate(
                  plan,
                  buffers[part],
                  count,
                  plan.units() * part / parts,
                  plan.units() * (part + 1) / parts));
    }
    finish(plan, dWeight, add);
  }

  private static double[] zeros(double[] array, int size) {
    if (array.length < size) return new double[size];
    Arrays.fill(array, 0, size, 0);
    return array;
  }

  /**
   * A unit is one kernel row × one horizontal phase × a panel of output channels; its sums are
   * (channels of a panel) × (kernel columns of that phase · input channels).
   */
  private record Plan(ConvGeometry g, PlaneLayout layout, RowPanels panels) {
    int phases() {
      return Math.min(g.stride(), g.kernel());
    }

    /** Kernel rows times phases. */
    int taps() {
      return g.kernel() * phases();
    }

    int units() {
      return taps() * panels().count();
    }

    int columnsOf(int phase) {
      return (g.kernel() - 1 - phase) / g.stride() + 1;
    }

    int ld() {
      return Tiles.roundUp(columnsOf(0) * g.inChannels(), COLUMNS);
    }

    int imageSize() {
      return layout.phases() * layout.planeSize() * g.inChannels();
    }

    int gradientSize() {
      return panels().covered() * g.outPlane();
    }

    /** What a tile may read past the last image. */
    int slack() {
      return layout.columnSpan() * g.inChannels() + COLUMNS;
    }
  }

  /** Of images from … to−1 of a group of {@code count} that begins with image {@code start}. */
  private void layOut(Plan plan, double[] h, double[] da, int start, int count, int from, int to) {
    ConvGeometry g = plan.g();
    int places = g.outPlane();
    RowPanels panels = plan.panels();
    for (int i = from; i < to; i++) {
      int out = i * plan.imageSize();
      PlanesF64.copyInChannelsLast(plan.layout(), g.inChannels(), h, start + i, images, out);
      for (int panel = 0; panel < panels.count(); panel++) {
        int channel = panels.first(panel);
        int height = panels.height(panel);
        int in = ((start + i) * g.outChannels() + channel) * places;
        int at = channel * count * places + i * places * height;
        int rows = Math.min(height, g.outChannels() - channel);
        PackF64.rowPanel(da, in, places, places, rows, height, gradients, at);
      }
    }
  }

  /** Units of one kernel row and phase follow one another and share the panels of h. */
  private void accumulate(Plan plan, Buffers buffers, int count, int from, int to) {
    int panels = plan.panels().count();
    for (int unit = from; unit < to; ) {
      int taps = unit / panels;
      int end = Math.min(to, (taps + 1) * panels);
      int places = count * plan.g().outPlane();
      for (int first = 0; first < places; first += RUN) {
        int run = Math.min(RUN, places - first);
        accumulate(plan, buffers, count, taps, unit, end, first, run);
      }
      unit = end;
    }
  }

  /** The share of one run of places in the units from … to−1, all of one kernel row and phase. */
  private void accumulate(
      Plan plan, Buffers buffers, int count, int taps, int from, int to, int first, int run) {
    int channels = plan.g().inChannels();
    int ky = taps / plan.phases();
    int kx = taps % plan.phases();
    int place = plan.layout().placeInChannel(ky, kx);
    int columns = plan.columnsOf(kx) * channels;
    int places = count * plan.g().outPlane();
    RowPanels panels = plan.panels();
    for (int j = 0; j < columns; j += COLUMNS) {
      pack(plan, place * channels + j, first, run, buffers.panel);
      for (int unit = from; unit < to; unit++) {
        int panel = unit % panels.count();
        int height = panels.height(panel);
        Arrays.fill(buffers.tile, 0);
        MicroKernelF64.run(
            height,
            run,
            gradients,
            panels.first(panel) * places + first * height,
            buffers.panel,
            0,
            buffers.tile,
            0,
            COLUMNS);
        int row = taps * panels.covered() + panels.first(panel);
        add(buffers.tile, height, sums, row * plan.ld() + j, plan.ld());
      }
    }
  }

  /** What {@code run} places from {@code first} read of h, {@code offset} past their own. */
  private void pack(Plan plan, int offset, int first, int run, double[] panel) {
    ConvGeometry g = plan.g();
    int channels = g.inChannels();
    int place = first;
    int out = 0;
    while (place < first + run) {
      int image = place / g.outPlane();
      int y = place % g.outPlane() / g.outWidth();
      int x = place % g.outWidth();
      int columns = Math.min(g.outWidth() - x, first + run - place);
      int in = image * plan.imageSize() + (y * plan.layout().pitch() + x) * channels + offset;
      PackF64.panel(images, in, channels, columns, panel, out);
      out += columns * COLUMNS;
      place += columns;
    }
  }

  private static void add(double[] tile, int rows, double[] to, int out, int ld) {
    for (int in = 0; in < rows * COLUMNS; in += COLUMNS) {
      DoubleVector left = DoubleVector.fromArray(SPECIES, to, out);
      DoubleVector right = DoubleVector.fromArray(SPECIES, to, out + LANES);
      left.add(DoubleVector.fromArray(SPECIES, tile, in)).intoArray(to, out);
      right.add(DoubleVector.fromArray(SPECIES, tile, in + LANES)).intoArray(to, out + LANES);
      out += ld;
    }
  }

  private void finish(Plan plan, double[] dWeight, boolean add) {
    ConvGeometry g = plan.g();
    int covered = plan.panels().covered();
    int at = 0;
    for (int o = 0; o < g.outChannels(); o++) {
      for (int c = 0; c < g.inChannels(); c++) {
        for (int ky = 0; ky < g.kernel(); ky++) {
          for (int kx = 0; kx < g.kernel(); kx++, at++) {
            int taps = ky * plan.phases() + kx % g.stride();
            int row = taps * covered + o;
            double sum = sums[row * plan.ld() + kx / g.stride() * g.inChannels() + c];
            dWeight[at] = add ? dWeight[at] + sum : sum;
          }
        }
      }
    }
  }
}
