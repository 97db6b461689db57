package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import jdk.incubator.vector.DoubleVector;
import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.parallel.WorkPool;

/**
 * ∂W of 3×3 convolutions with stride 1 and few channels in float64, by the same bilinear form as
 * {@link WinogradWeightGradientF64}. Tiles of a strip are transformed and summed while they are in
 * the first-level cache, for groups of images, whose sums are then added.
 *
 * <p>Threads share groups, whose number depends on the images alone, and the groups' sums are added
 * in order: the bits do not depend on the number of threads. An instance reuses its buffers and
 * serves one caller at a time.
 */
final class ThinWinogradGradientF64 {
  private static final int LANES = DoubleVector.SPECIES_PREFERRED.length();
  private static final int AREA = WinogradStrips.AREA;

  /** Fewer channels than this do not repay the transforms. */
  private static final int MINIMAL_CHANNELS = 16;

  /** With more, sums of every group cost more than tiles that threads exchange. */
  private static final int MAXIMAL_CHANNELS = 31;

  /** Fewer multiplications (of the definition) than this do not repay a group's sums. */
  private static final long GROUP_MULTIPLICATIONS = 500_000;

  private static final int MOST_GROUPS = 16;

  private final WorkPool pool;
  private final Map<ConvGeometry, ThinPlan> plans = new HashMap<>();
  private final Group[] groups = new Group[MOST_GROUPS];

  ThinWinogradGradientF64(WorkPool pool) {
    this.pool = pool;
    for (int i = 0; i < groups.length; i++) groups[i] = new Group();
  }

  private static final class Group {
    final ThinPixelsF64 pixels = new ThinPixelsF64();
    final ThinGradientsF64 gradients = new ThinGradientsF64();
    double[] sums = {};
  }

  /** Whether this is the faster way; a matter of the geometry alone. */
  static boolean serves(ConvGeometry g) {
    return LANES % NarrowKernelF64.ROW_STEP == 0
        && g.kernel() == 3
        && g.stride() == 1
        && g.padding() <= 2
        && Math.min(g.inChannels(), g.outChannels()) >= MINIMAL_CHANNELS
        && Math.max(g.inChannels(), g.outChannels()) <= MAXIMAL_CHANNELS
        && Math.min(g.outHeight(), g.outWidth()) >= 2;
  }

  /** ∂W (+)= the correlation of h with ∂a. */
  void compute(double[] da, double[] h, double[] dWeight, int n, ConvGeometry g, boolean add) {
    ThinPlan plan = plans.computeIfAbsent(g, x -> ThinPlan.of(x, LANES));
    long worthwhile = g.multiplications() * n / GROUP_MULTIPLICATIONS;
    int count = (int) Math.max(1, Math.min(Math.min(n, MOST_GROUPS), worthwhile));
    pool.run(
        count,
        part -> {
          int first = (int) ((long) n * part / count);
          int end = (int) ((long) n * (part + 1) / count);
          sum(plan, da, h, first, end, groups[part]);
        });
    for (int part = 1; part < count; part++) {
      VectorSumF64.add(groups[part].sums, groups[0].sums, AREA * plan.sumsStride());
    }
    WinogradKernelGradientF64.collect(
        groups[0].sums,
        plan.sumsStride(),
        plan.sumsRow(),
        g.inChannels(),
        dWeight,
        0,
        g.outChannels(),
        add);
  }

  /** The sums of the images first … end−1. */
  private static void sum(ThinPlan plan, double[] da, double[] h, int first, int end, Group group) {
    int size = AREA * plan.sumsStride();
    if (group.sums.length < size) group.sums = new double[size];
    else Arrays.fill(group.sums, 0, size, 0);
    for (int i = first; i < end; i++) {
      for (int strip = 0; strip < plan.strips(); strip++) {
        group.pixels.transform(plan, h, i, strip);
        group.gradients.transform(plan, da, i, strip);
        multiply(plan, group, plan.tilesOf(strip));
      }
    }
  }

  /** Adds the share of a strip. */
  private static void multiply(ThinPlan plan, Group group, int tiles) {
    int panels = plan.pixelPanels();
    for (int e = 0; e < AREA; e++) {
      int pixels = e * plan.pixelsStride();
      int gradients = e * plan.gradientsStride();
      for (int o = 0; o < plan.gradientPanels(); o++) {
        int row = e * plan.sumsStride() + o * LANES * plan.sumsRow();
        for (int c = 0; c < panels; c++) {
          NarrowKernelF64.run(
              LANES,
              tiles,
              group.gradients.tiles(),
              gradients + o * plan.panel(),
              group.pixels.tiles(),
              pixels + c * plan.panel(),
              group.sums,
              row + c * LANES,
              plan.sumsRow());
        }
      }
    }
  }
}
