package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * As {@link MicroKernelF64}, with the same chains and so the same bits, but reading A where it is
 * stored. For small products, where packing would take as long as multiplying.
 */
final class DirectKernelF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final boolean FEW_REGISTERS = SPECIES.vectorBitSize() == 256;

  static final int ROWS = FEW_REGISTERS ? 4 : 8;

  private DirectKernelF64() {}

  /**
   * C tile += A·B over {@code depth}, where element (i, p) of A is a[ap + i·rowStride +
   * p·depthStride]. The tile has ROWS rows; those from {@code rows} on repeat the last row of A.
   */
  static void run(
      int depth,
      int rows,
      double[] a,
      int ap,
      int rowStride,
      int depthStride,
      double[] b,
      int bp,
      int ldb,
      double[] c,
      int cp,
      int ldc) {
    if (FEW_REGISTERS) {
      run4(depth, rows, a, ap, rowStride, depthStride, b, bp, ldb, c, cp, ldc);
    } else {
      run8(depth, rows, a, ap, rowStride, depthStride, b, bp, ldb, c, cp, ldc);
    }
  }

  private static void run8(
      int depth,
      int rows,
      double[] a,
      int ap,
      int rowStride,
      int depthStride,
      double[] b,
      int bp,
      int ldb,
      double[] c,
      int cp,
      int ldc) {
    int r1 = Math.min(1, rows - 1) * rowStride;
    int r2 = Math.min(2, rows - 1) * rowStride;
    int r3 = Math.min(3, rows - 1) * rowStride;
    int r4 = Math.min(4, rows - 1) * rowStride;
    int r5 = Math.min(5, rows - 1) * rowStride;
    int r6 = Math.min(6, rows - 1) * rowStride;
    int r7 = Math.min(7, rows - 1) * rowStride;
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
      x = DoubleVector.broadcast(SPECIES, a[ap + r1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = DoubleVector.broadcast(SPECIES, a[ap + r2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = DoubleVector.broadcast(SPECIES, a[ap + r3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = DoubleVector.broadcast(SPECIES, a[ap + r4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = DoubleVector.broadcast(SPECIES, a[ap + r5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      x = DoubleVector.broadcast(SPECIES, a[ap + r6]);
      c60 = x.fma(b0, c60);
      c61 = x.fma(b1, c61);
      x = DoubleVector.broadcast(SPECIES, a[ap + r7]);
      c70 = x.fma(b0, c70);
      c71 = x.fma(b1, c71);
      ap += depthStride;
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
      int depth,
      int rows,
      double[] a,
      int ap,
      int rowStride,
      int depthStride,
      double[] b,
      int bp,
      int ldb,
      double[] c,
      int cp,
      int ldc) {
    int r1 = Math.min(1, rows - 1) * rowStride;
    int r2 = Math.min(2, rows - 1) * rowStride;
    int r3 = Math.min(3, rows - 1) * rowStride;
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
      x = DoubleVector.broadcast(SPECIES, a[ap + r1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = DoubleVector.broadcast(SPECIES, a[ap + r2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = DoubleVector.broadcast(SPECIES, a[ap + r3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      ap += depthStride;
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
