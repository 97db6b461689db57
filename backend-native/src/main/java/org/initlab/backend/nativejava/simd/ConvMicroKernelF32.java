package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost sums of a convolution in float32: eight rows of the result, one or two vectors
 * wide, kept in registers. Every element is one chain of fused multiply-adds over the depth, in
 * order, however wide the tile is.
 *
 * <p>The left factor a is packed with the eight rows' elements side by side.
 */
final class ConvMicroKernelF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  static final int LANES = SPECIES.length();
  static final int ROWS = 8;

  private ConvMicroKernelF32() {}

  /** How many columns of the result are kept in registers at most. */
  static final int WIDTH = 2 * LANES;

  /**
   * c[r·ldc + j] += Σ_p a[ap + 8p + r]·b[bp + offsets[first + p] + j] for 8 rows r and 0 ≤ j &lt;
   * width ≤ WIDTH, width rounded up to whole vectors; the chain begins with c.
   */
  static void taps(
      int depth,
      float[] a,
      int ap,
      float[] b,
      int bp,
      int[] offsets,
      int first,
      float[] c,
      int cp,
      int ldc,
      int width) {
    if (width > LANES) taps2(depth, a, ap, b, bp, offsets, first, c, cp, ldc);
    else taps1(depth, a, ap, b, bp, offsets, first, c, cp, ldc);
  }

  /**
   * c[r·ldc + j] += Σ_p a[ap + 8p + r]·b[bp + p·ldb + j] for 8 rows r and 0 ≤ j &lt; width ≤ WIDTH,
   * width rounded up to whole vectors; the sum begins with 0.
   */
  static void strided(
      int depth,
      float[] a,
      int ap,
      float[] b,
      int bp,
      int ldb,
      float[] c,
      int cp,
      int ldc,
      int width) {
    if (width > LANES) strided2(depth, a, ap, b, bp, ldb, c, cp, ldc);
    else strided1(depth, a, ap, b, bp, ldb, c, cp, ldc);
  }

  /** {@code width} rounded up to whole vectors. */
  static int whole(int width) {
    return Tiles.roundUp(width, LANES);
  }

  private static void taps2(
      int depth,
      float[] a,
      int ap,
      float[] b,
      int bp,
      int[] offsets,
      int first,
      float[] c,
      int cp,
      int ldc) {
    int q0 = cp;
    int q1 = cp + ldc;
    int q2 = cp + 2 * ldc;
    int q3 = cp + 3 * ldc;
    int q4 = cp + 4 * ldc;
    int q5 = cp + 5 * ldc;
    int q6 = cp + 6 * ldc;
    int q7 = cp + 7 * ldc;
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, q0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, q0 + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, q1);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, q1 + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, q2);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, q2 + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, q3);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, q3 + LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, q4);
    FloatVector c41 = FloatVector.fromArray(SPECIES, c, q4 + LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, c, q5);
    FloatVector c51 = FloatVector.fromArray(SPECIES, c, q5 + LANES);
    FloatVector c60 = FloatVector.fromArray(SPECIES, c, q6);
    FloatVector c61 = FloatVector.fromArray(SPECIES, c, q6 + LANES);
    FloatVector c70 = FloatVector.fromArray(SPECIES, c, q7);
    FloatVector c71 = FloatVector.fromArray(SPECIES, c, q7 + LANES);
    for (int p = 0; p < depth; p++) {
      int at = bp + offsets[first + p];
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, at);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, at + LANES);
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
      ap += ROWS;
    }
    c00.intoArray(c, q0);
    c01.intoArray(c, q0 + LANES);
    c10.intoArray(c, q1);
    c11.intoArray(c, q1 + LANES);
    c20.intoArray(c, q2);
    c21.intoArray(c, q2 + LANES);
    c30.intoArray(c, q3);
    c31.intoArray(c, q3 + LANES);
    c40.intoArray(c, q4);
    c41.intoArray(c, q4 + LANES);
    c50.intoArray(c, q5);
    c51.intoArray(c, q5 + LANES);
    c60.intoArray(c, q6);
    c61.intoArray(c, q6 + LANES);
    c70.intoArray(c, q7);
    c71.intoArray(c, q7 + LANES);
  }

  private static void taps1(
      int depth,
      float[] a,
      int ap,
      float[] b,
      int bp,
      int[] offsets,
      int first,
      float[] c,
      int cp,
      int ldc) {
    int q0 = cp;
    int q1 = cp + ldc;
    int q2 = cp + 2 * ldc;
    int q3 = cp + 3 * ldc;
    int q4 = cp + 4 * ldc;
    int q5 = cp + 5 * ldc;
    int q6 = cp + 6 * ldc;
    int q7 = cp + 7 * ldc;
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, q0);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, q1);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, q2);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, q3);
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, q4);
    FloatVector c50 = FloatVector.fromArray(SPECIES, c, q5);
    FloatVector c60 = FloatVector.fromArray(SPECIES, c, q6);
    FloatVector c70 = FloatVector.fromArray(SPECIES, c, q7);
    for (int p = 0; p < depth; p++) {
      int at = bp + offsets[first + p];
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, at);
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
      ap += ROWS;
    }
    c00.intoArray(c, q0);
    c10.intoArray(c, q1);
    c20.intoArray(c, q2);
    c30.intoArray(c, q3);
    c40.intoArray(c, q4);
    c50.intoArray(c, q5);
    c60.intoArray(c, q6);
    c70.intoArray(c, q7);
  }

  private static void strided2(
      int depth, float[] a, int ap, float[] b, int bp, int ldb, float[] c, int cp, int ldc) {
    FloatVector c00 = FloatVector.zero(SPECIES), c01 = c00;
    FloatVector c10 = c00, c11 = c00;
    FloatVector c20 = c00, c21 = c00;
    FloatVector c30 = c00, c31 = c00;
    FloatVector c40 = c00, c41 = c00;
    FloatVector c50 = c00, c51 = c00;
    FloatVector c60 = c00, c61 = c00;
    FloatVector c70 = c00, c71 = c00;
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bp + LANES);
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
      ap += ROWS;
      bp += ldb;
    }
    c00.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
    c01.add(FloatVector.fromArray(SPECIES, c, cp + LANES)).intoArray(c, cp + LANES);
    cp += ldc;
    c10.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
    c11.add(FloatVector.fromArray(SPECIES, c, cp + LANES)).intoArray(c, cp + LANES);
    cp += ldc;
    c20.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
    c21.add(FloatVector.fromArray(SPECIES, c, cp + LANES)).intoArray(c, cp + LANES);
    cp += ldc;
    c30.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
    c31.add(FloatVector.fromArray(SPECIES, c, cp + LANES)).intoArray(c, cp + LANES);
    cp += ldc;
    c40.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
    c41.add(FloatVector.fromArray(SPECIES, c, cp + LANES)).intoArray(c, cp + LANES);
    cp += ldc;
    c50.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
    c51.add(FloatVector.fromArray(SPECIES, c, cp + LANES)).intoArray(c, cp + LANES);
    cp += ldc;
    c60.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
    c61.add(FloatVector.fromArray(SPECIES, c, cp + LANES)).intoArray(c, cp + LANES);
    cp += ldc;
    c70.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
    c71.add(FloatVector.fromArray(SPECIES, c, cp + LANES)).intoArray(c, cp + LANES);
  }

  private static void strided1(
      int depth, float[] a, int ap, float[] b, int bp, int ldb, float[] c, int cp, int ldc) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c10 = c00;
    FloatVector c20 = c00;
    FloatVector c30 = c00;
    FloatVector c40 = c00;
    FloatVector c50 = c00;
    FloatVector c60 = c00;
    FloatVector c70 = c00;
    for (int p = 0; p < depth; p++) {
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
      ap += ROWS;
      bp += ldb;
    }
    c00.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
    cp += ldc;
    c10.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
    cp += ldc;
    c20.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
    cp += ldc;
    c30.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
    cp += ldc;
    c40.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
    cp += ldc;
    c50.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
    cp += ldc;
    c60.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
    cp += ldc;
    c70.add(FloatVector.fromArray(SPECIES, c, cp)).intoArray(c, cp);
  }
}
