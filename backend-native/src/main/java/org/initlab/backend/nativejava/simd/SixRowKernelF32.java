package org.initlab.backend.nativejava.simd;

import java.lang.invoke.VarHandle;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of 6×2 vectors in float32, for machines with sixteen vector registers (AVX2):
 * twelve for C, two for a row of B, and one for an element of A.
 *
 * <p>The fences cost no instruction on x86. They keep the compiler from loading all of A's elements
 * first, for which it would move two columns of C to the stack and take twice the time. The loop
 * counts in A's elements, so that no index needs a multiplication.
 */
final class SixRowKernelF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private SixRowKernelF32() {}

  /**
   * c[r·ldc + j] += Σ_p a[ap + rows·p + r]·b[bp + p·ldb + j] for r &lt; rows and j &lt; two
   * vectors; the chain begins with c.
   *
   * @param rows 2, 4 or 6
   */
  static void run(
      int rows,
      int depth,
      float[] a,
      int ap,
      float[] b,
      int bp,
      int ldb,
      float[] c,
      int cp,
      int ldc) {
    if (rows == 6) run6(depth, a, ap, b, bp, ldb, c, cp, ldc);
    else if (rows == 4) run4(depth, a, ap, b, bp, ldb, c, cp, ldc);
    else run2(depth, a, ap, b, bp, ldb, c, cp, ldc);
  }

  private static void run6(
      int depth, float[] a, int ap, float[] b, int bp, int ldb, float[] c, int cp, int ldc) {
    int q = cp + 5 * ldc;
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
    int end = ap + 6 * depth;
    for (; ap < end; ap += 6) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bp + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      VarHandle.loadLoadFence();
      x = FloatVector.broadcast(SPECIES, a[ap + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      VarHandle.loadLoadFence();
      x = FloatVector.broadcast(SPECIES, a[ap + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      VarHandle.loadLoadFence();
      x = FloatVector.broadcast(SPECIES, a[ap + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      VarHandle.loadLoadFence();
      x = FloatVector.broadcast(SPECIES, a[ap + 4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      VarHandle.loadLoadFence();
      x = FloatVector.broadcast(SPECIES, a[ap + 5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
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
  }

  private static void run4(
      int depth, float[] a, int ap, float[] b, int bp, int ldb, float[] c, int cp, int ldc) {
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
    int end = ap + 4 * depth;
    for (; ap < end; ap += 4) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bp + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      VarHandle.loadLoadFence();
      x = FloatVector.broadcast(SPECIES, a[ap + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      VarHandle.loadLoadFence();
      x = FloatVector.broadcast(SPECIES, a[ap + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      VarHandle.loadLoadFence();
      x = FloatVector.broadcast(SPECIES, a[ap + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
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

  private static void run2(
      int depth, float[] a, int ap, float[] b, int bp, int ldb, float[] c, int cp, int ldc) {
    int q = cp + 1 * ldc;
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, q);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, q);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, q + LANES);
    int end = ap + 2 * depth;
    for (; ap < end; ap += 2) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bp + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      VarHandle.loadLoadFence();
      x = FloatVector.broadcast(SPECIES, a[ap + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      bp += ldb;
    }
    q = cp;
    c00.intoArray(c, q);
    c01.intoArray(c, q + LANES);
    q += ldc;
    c10.intoArray(c, q);
    c11.intoArray(c, q + LANES);
  }
}
