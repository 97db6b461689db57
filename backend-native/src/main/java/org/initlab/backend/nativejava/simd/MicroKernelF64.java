package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost product in float64: a tile of C kept in registers while the depth k runs, 12×2
 * vectors where there are 32 registers and 6×2 ({@link SixRowKernelF64}) where there are 16. Every
 * element is one chain of fused multiply-adds over k, in order, that starts from C, wherever in the
 * matrix the tile lies and however high it is. (A choice between starting from C and from 0 would
 * make C2 box every vector.)
 *
 * <p>C is loaded from its last row up and stored from its first row down, here and in the other
 * kernels: the rows' places would otherwise be the same values before and after the loop, which C2
 * then keeps in general registers all through it, and, in half of all runs of a program, spills the
 * arrays' addresses instead; the loop takes 1.2 to 1.5 times as long.
 *
 * <p>A is packed with the tile's rows of one column side by side, B with {@link #COLUMNS} elements
 * of one row.
 */
final class MicroKernelF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** The highest tile; lower ones at the bottom of a matrix have a multiple of ROW_STEP rows. */
  static final int ROWS = VectorRegisters.SIXTEEN ? 6 : 12;

  static final int ROW_STEP = VectorRegisters.SIXTEEN ? 2 : 4;
  static final int COLUMNS = 2 * LANES;

  private MicroKernelF64() {}

  static RowPanels panels(int rows) {
    return RowPanels.of(rows, ROWS, ROW_STEP);
  }

  /** The height of the tile that covers the first of {@code rows} rows. */
  static int height(int rows) {
    return Math.min(ROWS, Tiles.roundUp(rows, ROW_STEP));
  }

  /** C tile += A panel · B panel over {@code depth}; {@code rows} is a tile's height. */
  static void run(
      int rows, int depth, double[] a, int ap, double[] b, int bp, double[] c, int cp, int ldc) {
    run(rows, depth, a, ap, b, bp, COLUMNS, c, cp, ldc);
  }

  /** The same where the rows of B are {@code ldb} apart. */
  static void run(
      int rows,
      int depth,
      double[] a,
      int ap,
      double[] b,
      int bp,
      int ldb,
      double[] c,
      int cp,
      int ldc) {
    if (VectorRegisters.SIXTEEN) SixRowKernelF64.run(rows, depth, a, ap, b, bp, ldb, c, cp, ldc);
    else if (rows == 12) run12(depth, a, ap, b, bp, ldb, c, cp, ldc);
    else if (rows == 8) run8(depth, a, ap, b, bp, ldb, c, cp, ldc);
    else run4(depth, a, ap, b, bp, ldb, c, cp, ldc);
  }

  private static void run12(
      int depth, double[] a, int ap, double[] b, int bp, int ldb, double[] c, int cp, int ldc) {
    int q = cp + 11 * ldc;
    DoubleVector c110 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c111 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c100 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c101 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c90 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c91 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c80 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c81 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c70 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c71 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c60 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c61 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c50 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c51 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c40 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c41 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    for (int p = 0; p < depth; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + LANES);
      DoubleVector x = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = DoubleVector.broadcast(SPECIES, a[ap + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = DoubleVector.broadcast(SPECIES, a[ap + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = DoubleVector.broadcast(SPECIES, a[ap + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = DoubleVector.broadcast(SPECIES, a[ap + 4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = DoubleVector.broadcast(SPECIES, a[ap + 5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      x = DoubleVector.broadcast(SPECIES, a[ap + 6]);
      c60 = x.fma(b0, c60);
      c61 = x.fma(b1, c61);
      x = DoubleVector.broadcast(SPECIES, a[ap + 7]);
      c70 = x.fma(b0, c70);
      c71 = x.fma(b1, c71);
      x = DoubleVector.broadcast(SPECIES, a[ap + 8]);
      c80 = x.fma(b0, c80);
      c81 = x.fma(b1, c81);
      x = DoubleVector.broadcast(SPECIES, a[ap + 9]);
      c90 = x.fma(b0, c90);
      c91 = x.fma(b1, c91);
      x = DoubleVector.broadcast(SPECIES, a[ap + 10]);
      c100 = x.fma(b0, c100);
      c101 = x.fma(b1, c101);
      x = DoubleVector.broadcast(SPECIES, a[ap + 11]);
      c110 = x.fma(b0, c110);
      c111 = x.fma(b1, c111);
      ap += 12;
      bp += ldb;
    }
    q = cp;
    c00.intoArray(c, q);
    c01.intoArray(c, q + LANES);
    q += ldc;
    c10.intoArray(c, q);
    c11.intoArray(c, q + LANES);
    q += ldc;
    c20.intoArray(c, q);
    c21.intoArray(c, q + LANES);
    q += ldc;
    c30.intoArray(c, q);
    c31.intoArray(c, q + LANES);
    q += ldc;
    c40.intoArray(c, q);
    c41.intoArray(c, q + LANES);
    q += ldc;
    c50.intoArray(c, q);
    c51.intoArray(c, q + LANES);
    q += ldc;
    c60.intoArray(c, q);
    c61.intoArray(c, q + LANES);
    q += ldc;
    c70.intoArray(c, q);
    c71.intoArray(c, q + LANES);
    q += ldc;
    c80.intoArray(c, q);
    c81.intoArray(c, q + LANES);
    q += ldc;
    c90.intoArray(c, q);
    c91.intoArray(c, q + LANES);
    q += ldc;
    c100.intoArray(c, q);
    c101.intoArray(c, q + LANES);
    q += ldc;
    c110.intoArray(c, q);
    c111.intoArray(c, q + LANES);
  }

  private static void run8(
      int depth, double[] a, int ap, double[] b, int bp, int ldb, double[] c, int cp, int ldc) {
    int q = cp + 7 * ldc;
    DoubleVector c70 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c71 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c60 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c61 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c50 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c51 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c40 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c41 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    for (int p = 0; p < depth; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + LANES);
      DoubleVector x = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = DoubleVector.broadcast(SPECIES, a[ap + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = DoubleVector.broadcast(SPECIES, a[ap + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = DoubleVector.broadcast(SPECIES, a[ap + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = DoubleVector.broadcast(SPECIES, a[ap + 4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = DoubleVector.broadcast(SPECIES, a[ap + 5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      x = DoubleVector.broadcast(SPECIES, a[ap + 6]);
      c60 = x.fma(b0, c60);
      c61 = x.fma(b1, c61);
      x = DoubleVector.broadcast(SPECIES, a[ap + 7]);
      c70 = x.fma(b0, c70);
      c71 = x.fma(b1, c71);
      ap += 8;
      bp += ldb;
    }
    q = cp;
    c00.intoArray(c, q);
    c01.intoArray(c, q + LANES);
    q += ldc;
    c10.intoArray(c, q);
    c11.intoArray(c, q + LANES);
    q += ldc;
    c20.intoArray(c, q);
    c21.intoArray(c, q + LANES);
    q += ldc;
    c30.intoArray(c, q);
    c31.intoArray(c, q + LANES);
    q += ldc;
    c40.intoArray(c, q);
    c41.intoArray(c, q + LANES);
    q += ldc;
    c50.intoArray(c, q);
    c51.intoArray(c, q + LANES);
    q += ldc;
    c60.intoArray(c, q);
    c61.intoArray(c, q + LANES);
    q += ldc;
    c70.intoArray(c, q);
    c71.intoArray(c, q + LANES);
  }

  private static void run4(
      int depth, double[] a, int ap, double[] b, int bp, int ldb, double[] c, int cp, int ldc) {
    int q = cp + 3 * ldc;
    DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    for (int p = 0; p < depth; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + LANES);
      DoubleVector x = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = DoubleVector.broadcast(SPECIES, a[ap + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = DoubleVector.broadcast(SPECIES, a[ap + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = DoubleVector.broadcast(SPECIES, a[ap + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      ap += 4;
      bp += ldb;
    }
    q = cp;
    c00.intoArray(c, q);
    c01.intoArray(c, q + LANES);
    q += ldc;
    c10.intoArray(c, q);
    c11.intoArray(c, q + LANES);
    q += ldc;
    c20.intoArray(c, q);
    c21.intoArray(c, q + LANES);
    q += ldc;
    c30.intoArray(c, q);
    c31.intoArray(c, q + LANES);
  }
}
