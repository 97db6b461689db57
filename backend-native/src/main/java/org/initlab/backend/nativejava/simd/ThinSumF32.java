package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over tiles of transformed gradients times transformed pixels in float32: rows are output
 * channels, a vector is as many input channels. Both lie in panels as {@link ThinPlan} has them.
 * Every sum is one chain that begins with what is there.
 */
final class ThinSumF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Rows of a tile of sums. */
  private static final int ROWS = VectorRegisters.SIXTEEN ? 4 : 8;

  private ThinSumF32() {}

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
      int tiles, float[] a, int ap, float[] b, int bp, int second, float[] c, int cp, int ldc) {
    for (int r = 0; r < LANES; r += ROWS, cp += ROWS * ldc) {
      if (VectorRegisters.SIXTEEN && second == 0) run4x1(tiles, a, ap + r, b, bp, c, cp, ldc);
      else if (VectorRegisters.SIXTEEN) run4x2(tiles, a, ap + r, b, bp, second, c, cp, ldc);
      else if (second == 0) run8x1(tiles, a, ap + r, b, bp, c, cp, ldc);
      else run8x2(tiles, a, ap + r, b, bp, second, c, cp, ldc);
    }
  }

  private static void run8x2(
      int tiles, float[] a, int ap, float[] b, int bp, int second, float[] c, int cp, int ldc) {
    int q = cp + 7 * ldc;
    FloatVector c70 = FloatVector.fromArray(SPECIES, c, q);
    FloatVector c71 = FloatVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    FloatVector c60 = FloatVector.fromArray(SPECIES, c, q);
    FloatVector c61 = FloatVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    FloatVector c50 = FloatVector.fromArray(SPECIES, c, q);
    FloatVector c51 = FloatVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, q);
    FloatVector c41 = FloatVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, q);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, q);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, q);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, q);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, q + LANES);
    for (int p = 0; p < tiles; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bp + second);
      FloatVector x = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(SPECIES, a[ap + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(SPECIES, a[ap + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(SPECIES, a[ap + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = FloatVector.broadcast(SPECIES, a[ap + 4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = FloatVector.broadcast(SPECIES, a[ap + 5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      x = FloatVector.broadcast(SPECIES, a[ap + 6]);
      c60 = x.fma(b0, c60);
      c61 = x.fma(b1, c61);
      x = FloatVector.broadcast(SPECIES, a[ap + 7]);
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
      int tiles, float[] a, int ap, float[] b, int bp, float[] c, int cp, int ldc) {
    int q = cp + 7 * ldc;
    FloatVector c70 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c60 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c50 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, q);
    for (int p = 0; p < tiles; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector x = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = x.fma(b0, c00);
      x = FloatVector.broadcast(SPECIES, a[ap + 1]);
      c10 = x.fma(b0, c10);
      x = FloatVector.broadcast(SPECIES, a[ap + 2]);
      c20 = x.fma(b0, c20);
      x = FloatVector.broadcast(SPECIES, a[ap + 3]);
      c30 = x.fma(b0, c30);
      x = FloatVector.broadcast(SPECIES, a[ap + 4]);
      c40 = x.fma(b0, c40);
      x = FloatVector.broadcast(SPECIES, a[ap + 5]);
      c50 = x.fma(b0, c50);
      x = FloatVector.broadcast(SPECIES, a[ap + 6]);
      c60 = x.fma(b0, c60);
      x = FloatVector.broadcast(SPECIES, a[ap + 7]);
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
      int tiles, float[] a, int ap, float[] b, int bp, int second, float[] c, int cp, int ldc) {
    int q = cp + 3 * ldc;
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, q);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, q);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, q);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, q);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, q + LANES);
    for (int p = 0; p < tiles; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bp + second);
      FloatVector x = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(SPECIES, a[ap + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(SPECIES, a[ap + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(SPECIES, a[ap + 3]);
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
      int tiles, float[] a, int ap, float[] b, int bp, float[] c, int cp, int ldc) {
    int q = cp + 3 * ldc;
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, q);
    q -= ldc;
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, q);
    for (int p = 0; p < tiles; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector x = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = x.fma(b0, c00);
      x = FloatVector.broadcast(SPECIES, a[ap + 1]);
      c10 = x.fma(b0, c10);
      x = FloatVector.broadcast(SPECIES, a[ap + 2]);
      c20 = x.fma(b0, c20);
      x = FloatVector.broadcast(SPECIES, a[ap + 3]);
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
