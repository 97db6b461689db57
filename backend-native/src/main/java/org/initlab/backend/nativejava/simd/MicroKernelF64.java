package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost product in float64: a tile of {@link #ROWS} × {@link #COLUMNS} elements of C kept
 * in registers while the depth k runs. Every element is one chain of fused multiply-adds over k
 * from 0, in order, wherever in the matrix the tile lies.
 *
 * <p>A is packed with ROWS elements of one column side by side, B with COLUMNS elements of one row.
 */
final class MicroKernelF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** AVX2 has 16 vector registers, AVX-512 and NEON 32: measured best are 4×2 and 8×2 vectors. */
  private static final boolean FEW_REGISTERS = SPECIES.vectorBitSize() == 256;

  static final int ROWS = FEW_REGISTERS ? 4 : 8;
  static final int COLUMNS = 2 * LANES;

  private MicroKernelF64() {}

  static int vectorBits() {
    return SPECIES.vectorBitSize();
  }

  /** C tile = (or, with {@code add}, +=) A panel · B panel over {@code depth}. */
  static void run(
      int depth, double[] a, int ap, double[] b, int bp, double[] c, int cp, int ldc, boolean add) {
    if (FEW_REGISTERS) run4(depth, a, ap, b, bp, c, cp, ldc, add);
    else run8(depth, a, ap, b, bp, c, cp, ldc, add);
  }

  private static void run8(
      int depth, double[] a, int ap, double[] b, int bp, double[] c, int cp, int ldc, boolean add) {
    DoubleVector c00 = DoubleVector.zero(SPECIES), c01 = c00;
    DoubleVector c10 = c00, c11 = c00;
    DoubleVector c20 = c00, c21 = c00;
    DoubleVector c30 = c00, c31 = c00;
    DoubleVector c40 = c00, c41 = c00;
    DoubleVector c50 = c00, c51 = c00;
    DoubleVector c60 = c00, c61 = c00;
    DoubleVector c70 = c00, c71 = c00;
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
      bp += COLUMNS;
    }
    store(c00, c01, c, cp, add);
    store(c10, c11, c, cp + ldc, add);
    store(c20, c21, c, cp + 2 * ldc, add);
    store(c30, c31, c, cp + 3 * ldc, add);
    store(c40, c41, c, cp + 4 * ldc, add);
    store(c50, c51, c, cp + 5 * ldc, add);
    store(c60, c61, c, cp + 6 * ldc, add);
    store(c70, c71, c, cp + 7 * ldc, add);
  }

  private static void run4(
      int depth, double[] a, int ap, double[] b, int bp, double[] c, int cp, int ldc, boolean add) {
    DoubleVector c00 = DoubleVector.zero(SPECIES), c01 = c00;
    DoubleVector c10 = c00, c11 = c00;
    DoubleVector c20 = c00, c21 = c00;
    DoubleVector c30 = c00, c31 = c00;
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
      bp += COLUMNS;
    }
    store(c00, c01, c, cp, add);
    store(c10, c11, c, cp + ldc, add);
    store(c20, c21, c, cp + 2 * ldc, add);
    store(c30, c31, c, cp + 3 * ldc, add);
  }

  private static void store(DoubleVector v0, DoubleVector v1, double[] c, int at, boolean add) {
    if (add) {
      v0 = v0.add(DoubleVector.fromArray(SPECIES, c, at));
      v1 = v1.add(DoubleVector.fromArray(SPECIES, c, at + LANES));
    }
    v0.intoArray(c, at);
    v1.intoArray(c, at + LANES);
  }
}
