package org.initlab.backend.nativejava.simd;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.initlab.backend.nativejava.kernel.ConvGeometry;
import org.initlab.backend.nativejava.kernel.ConvKernel;
import org.initlab.backend.nativejava.kernel.Epilogue;
import org.initlab.backend.nativejava.parallel.WorkPool;

/**
 * Convolutions in float32 as products of weights and taps: an image is copied once for every column
 * of the kernel ({@link ColumnLayout}), so that the taps of one kernel row are rows of a matrix at
 * equal distances, which the micro-kernel of matrix products reads where they are. The im2col
 * matrix, which has a copy for every tap, never exists.
 *
 * <p>Threads share images and result channels, never a sum, so the bits do not depend on their
 * number. An instance reuses its buffers and serves one caller at a time.
 */
final class ConvF32 implements ConvKernel<float[]> {
  private static final int COLUMNS = MicroKernelF32.COLUMNS;

  /** Elements that the copies of an image may take in the second-level cache, in strips of rows. */
  private static final int STRIP_ELEMENTS = 1 << 16;

  /** More shares than threads: a core that is slow for a while does less. */
  static final int SHARES_PER_THREAD = 4;

  /** Fewer multiplications than this cost less than waking a thread. */
  static final long PARALLEL_THRESHOLD = 200_000;

  private final WorkPool pool;
  private final ConvWeightGradientF32 weightGradient;
  private final WinogradF32 winograd;
  private final WinogradWeightGradientF32 winogradWeightGradient;
  private final ThinWinogradGradientF32 thinWeightGradient;
  private final Map<ConvGeometry, TapTable[]> forwardTables = new HashMap<>();
  private final Map<ConvGeometry, TapTable[]> inputTables = new HashMap<>();
  private final ConvShareF32[] shares;
  private final ConvWeightsF32 weights = new ConvWeightsF32();

  ConvF32(WorkPool pool) {
    this.pool = pool;
    this.weightGradient = new ConvWeightGradientF32(pool);
    this.winograd = new WinogradF32(pool);
    this.winogradWeightGradient = new WinogradWeightGradientF32(pool);
    this.thinWeightGradient = new ThinWinogradGradientF32(pool);
    this.shares = new ConvShareF32[pool.threads() * SHARES_PER_THREAD];
    for (int i = 0; i < shares.length; i++) shares[i] = new ConvShareF32(weights);
  }

  @Override
  public void forward(float[] h, float[] weight, float[] a, int n, ConvGeometry g, boolean add) {
    forward(h, weight, a, n, g, add, null);
  }

  @Override
  public void forward(
      float[] h, float[] weight, float[] a, int n, ConvGeometry g, Epilogue epilogue) {
    forward(h, weight, a, n, g, false, epilogue);
  }

  private void forward(
      float[] h, float[] weight, float[] a, int n, ConvGeometry g, boolean add, Epilogue epilogue) {
    check(h, weight, a, n, g);
    if (WinogradF32.serves(g)) {
      winograd.forward(h, weight, a, n, g, add, epilogue);
      return;
    }
    TapTable[] tables = forwardTables.computeIfAbsent(g, ConvF32::forwardTables);
    ConvTargetF32 target = ConvTargetF32.of(a, g.outChannels(), g.outHeight(), g.outWidth(), add);
    convolve(h, weight, n, tables, target, g, epilogue);
  }

  @Override
  public void inputGradient(
      float[] da, float[] weight, float[] dh, int n, ConvGeometry g, boolean add) {
    check(dh, weight, da, n, g);
    if (WinogradF32.serves(g)) {
      winograd.inputGradient(da, weight, dh, n, g, add);
      return;
    }
    TapTable[] tables = inputTables.computeIfAbsent(g, ConvF32::inputTables);
    ConvTargetF32 target = ConvTargetF32.of(dh, g.inChannels(), g.height(), g.width(), add);
    convolve(da, weight, n, tables, target, g, null);
  }

  @Override
  public void weightGradient(
      float[] da, float[] h, float[] dWeight, int n, ConvGeometry g, boolean add) {
    check(h, dWeight, da, n, g);
    if (ThinWinogradGradientF32.serves(g)) {
      thinWeightGradient.compute(da, h, dWeight, n, g, add);
      return;
    }
    if (WinogradWeightGradientF32.serves(g)) {
      winogradWeightGradient.compute(da, h, dWeight, n, g, add);
      return;
    }
    weightGradient.compute(da, h, dWeight, n, g, add);
  }

  private static void check(float[] h, float[] w, float[] a, int n, ConvGeometry g) {
    Objects.checkFromIndexSize(0, Math.multiplyExact(n, g.inChannels() * g.inPlane()), h.length);
    Objects.checkFromIndexSize(0, Math.multiplyExact(n, g.outChannels() * g.outPlane()), a.length);
    int taps = g.inChannels() * g.kernel() * g.kernel();
    Objects.checkFromIndexSize(0, Math.multiplyExact(g.outChannels(), taps), w.length);
  }

  private static TapTable[] forwardTables(ConvGeometry g) {
    return TapTable.forward(g, STRIP_ELEMENTS, COLUMNS);
  }

  private static TapTable[] inputTables(ConvGeometry g) {
    return TapTable.inputGradient(g, STRIP_ELEMENTS, COLUMNS);
  }

  private void convolve(
      float[] from,
      float[] weight,
      int n,
      TapTable[] tables,
      ConvTargetF32 target,
      ConvGeometry g,
      Epilogue epilogue) {
    weights.pack(weight, tables, target.panels(), target.channels());
    int parts = g.multiplications() * n < PARALLEL_THRESHOLD ? 1 : shares.length;
    int panels = target.panels().count();
    int imageParts = Math.min(n, parts);
    int panelParts = imageParts >= pool.threads() ? 1 : Math.min(panels, parts / imageParts);
    pool.run(
        imageParts * panelParts,
        part -> {
          int images = part / panelParts;
          int share = part % panelParts;
          shares[part].convolve(
              from,
              tables,
              target,
              (int) ((long) n * images / imageParts),
              (int) ((long) n * (images + 1) / imageParts),
              panels * share / panelParts,
              panels * (share + 1) / panelParts,
              epilogue);
        });
  }
}
