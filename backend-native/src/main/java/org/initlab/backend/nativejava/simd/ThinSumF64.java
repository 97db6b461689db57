package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over tiles of transformed gradients times transformed pixels in float64: rows are output
 * channels, a vector is as many input channels. Both lie in panels as {@link ThinPlan} has them.
 * Every sum is one chain that begins with what is there.
 */
final class ThinSumF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Rows of a tile of sums. */
  private static final int ROWS = VectorRegisters.SIXTEEN ? 4 : 8;

  private ThinSumF64() {}

  /** Whether a panel has whole tiles of rows. */
  static boolean fits() {
    return LANES % ROWS == 0;
  }

  /**
   * A panel of gradients and one panel of pixels, or two.
   *
   * @param second from the first panel of pixels to the second, or 0 for one alone
   * @param ldc from one row of sums to the next
   */
  static void run(
      int tiles, double[] a, int ap, double[] b, int bp, int second, double[] c, int cp, int ldc) {
    for (int r = 0; r < LANES; r += ROWS, cp += ROWS * ldc) {
      if (VectorRegisters.SIXTEEN && second == 0) run4x1(tiles, a, ap + r, b, bp, c, cp, ldc);
      else if (VectorRegisters.SIXTEEN) run4x2(tiles, a, ap + r, b, bp, second, c, cp, ldc);
      else if (second == 0) run8x1(tiles, a, ap + r, b, bp, c, cp, ldc);
      else run8x2(tiles, a, ap + r, b, bp, second, c, cp, ldc);
    }
  }

  private static void run8x2(
      int tiles, double[] a, int ap, double[] b, int bp, int second, double[] c, int cp, int ldc) {
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
    for (int p = 0; p < tiles; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + second);
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
      ap += LANES;
      bp += LANES;
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

  private static void run8x1(
      int tiles, double[] a, int ap, double[] b, int bp, double[] c, int cp, int ldc) {
    int q = cp + 7 * ldc;
    DoubleVector c70 = DoubleVector.fromArray(SPECIES, c, q);
    q -= ldc;
    DoubleVector c60 = DoubleVector.fromArray(SPECIES, c, q);
    q -= ldc;
    DoubleVector c50 = DoubleVector.fromArray(SPECIES, c, q);
    q -= ldc;
    DoubleVector c40 = DoubleVector.fromArray(SPECIES, c, q);
    q -= ldc;
    DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, q);
    q -= ldc;
    DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, q);
    q -= ldc;
    DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, q);
    q -= ldc;
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, q);
    for (int p = 0; p < tiles; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector x = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = x.fma(b0, c00);
      x = DoubleVector.broadcast(SPECIES, a[ap + 1]);
      c10 = x.fma(b0, c10);
      x = DoubleVector.broadcast(SPECIES, a[ap + 2]);
      c20 = x.fma(b0, c20);
      x = DoubleVector.broadcast(SPECIES, a[ap + 3]);
      c30 = x.fma(b0, c30);
      x = DoubleVector.broadcast(SPECIES, a[ap + 4]);
      c40 = x.fma(b0, c40);
      x = DoubleVector.broadcast(SPECIES, a[ap + 5]);
      c50 = x.fma(b0, c50);
      x = DoubleVector.broadcast(SPECIES, a[ap + 6]);
      c60 = x.fma(b0, c60);
      x = DoubleVector.broadcast(SPECIES, a[ap + 7]);
      c70 = x.fma(b0, c70);
      ap += LANES;
      bp += LANES;
    }
    q = cp;
    c00.intoArray(c, q);
    q += ldc;
    c10.intoArray(c, q);
    q += ldc;
    c20.intoArray(c, q);
    q += ldc;
    c30.intoArray(c, q);
    q += ldc;
    c40.intoArray(c, q);
    q += ldc;
    c50.intoArray(c, q);
    q += ldc;
    c60.intoArray(c, q);
    q += ldc;
    c70.intoArray(c, q);
  }

  private static void run4x2(
      int tiles, double[] a, int ap, double[] b, int bp, int second, double[] c, int cp, int ldc) {
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
    for (int p = 0; p < tiles; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + second);
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
      ap += LANES;
      bp += LANES;
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

  private static void run4x1(
      int tiles, double[] a, int ap, double[] b, int bp, double[] c, int cp, int ldc) {
    int q = cp + 3 * ldc;
    DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, q);
    q -= ldc;
    DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, q);
    q -= ldc;
    DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, q);
    q -= ldc;
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, q);
    for (int p = 0; p < tiles; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector x = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = x.fma(b0, c00);
      x = DoubleVector.broadcast(SPECIES, a[ap + 1]);
      c10 = x.fma(b0, c10);
      x = DoubleVector.broadcast(SPECIES, a[ap + 2]);
      c20 = x.fma(b0, c20);
      x = DoubleVector.broadcast(SPECIES, a[ap + 3]);
      c30 = x.fma(b0, c30);
      ap += LANES;
      bp += LANES;
    }
    q = cp;
    c00.intoArray(c, q);
    q += ldc;
    c10.intoArray(c, q);
    q += ldc;
    c20.intoArray(c, q);
    q += ldc;
    c30.intoArray(c, q);
  }
}
