package org.initlab.backend.nativejava.simd;

import java.lang.invoke.VarHandle;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of 6×2 vectors in float64, for machines with sixteen vector registers (AVX2):
 * twelve for C, two for a row of B, and one for an element of A.
 *
 * <p>The fences cost no instruction on x86. They keep the compiler from loading all of A's elements
 * first, for which it would move two columns of C to the stack and take twice the time. The loop
 * counts in A's elements, so that no index needs a multiplication.
 */
final class SixRowKernelF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private SixRowKernelF64() {}

  /**
   * c[r·ldc + j] += Σ_p a[ap + rows·p + r]·b[bp + p·ldb + j] for r &lt; rows and j &lt; two
   * vectors; the chain begins with c.
   *
   * @param rows 2, 4 or 6
   */
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
    if (rows == 6) run6(depth, a, ap, b, bp, ldb, c, cp, ldc);
    else if (rows == 4) run4(depth, a, ap, b, bp, ldb, c, cp, ldc);
    else run2(depth, a, ap, b, bp, ldb, c, cp, ldc);
  }

  private static void run6(
      int depth, double[] a, int ap, double[] b, int bp, int ldb, double[] c, int cp, int ldc) {
    int q = cp + 5 * ldc;
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
    int end = ap + 6 * depth;
    for (; ap < end; ap += 6) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + LANES);
      DoubleVector x = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      VarHandle.loadLoadFence();
      x = DoubleVector.broadcast(SPECIES, a[ap + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      VarHandle.loadLoadFence();
      x = DoubleVector.broadcast(SPECIES, a[ap + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      VarHandle.loadLoadFence();
      x = DoubleVector.broadcast(SPECIES, a[ap + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      VarHandle.loadLoadFence();
      x = DoubleVector.broadcast(SPECIES, a[ap + 4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      VarHandle.loadLoadFence();
      x = DoubleVector.broadcast(SPECIES, a[ap + 5]);
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
    int end = ap + 4 * depth;
    for (; ap < end; ap += 4) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + LANES);
      DoubleVector x = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      VarHandle.loadLoadFence();
      x = DoubleVector.broadcast(SPECIES, a[ap + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      VarHandle.loadLoadFence();
      x = DoubleVector.broadcast(SPECIES, a[ap + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      VarHandle.loadLoadFence();
      x = DoubleVector.broadcast(SPECIES, a[ap + 3]);
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
      int depth, double[] a, int ap, double[] b, int bp, int ldb, double[] c, int cp, int ldc) {
    int q = cp + 1 * ldc;
    DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    q -= ldc;
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, q);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, q + LANES);
    int end = ap + 2 * depth;
    for (; ap < end; ap += 2) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + LANES);
      DoubleVector x = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      VarHandle.loadLoadFence();
      x = DoubleVector.broadcast(SPECIES, a[ap + 1]);
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
