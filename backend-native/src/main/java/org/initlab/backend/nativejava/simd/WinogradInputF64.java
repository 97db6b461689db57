package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The pixels d of every tile as Bᵀ d B (Lavin and Gray 2016, F(2×2, 3×3)), with the rows of Bᵀ (1,
 * 0, −1, 0), (0, 1, 1, 0), (0, −1, 1, 0) and (0, 1, 0, −1); a vector is as many tiles.
 */
final class WinogradInputF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int COLUMNS = MicroKernelF64.COLUMNS;

  private WinogradInputF64() {}

  /** Elements that {@code planes} must have. */
  static int planesSize(WinogradStrips strips) {
    // The last vector may reach beyond the tiles.
    return 2 * strips.columnPlanes() * strips.planeSize() + LANES;
  }

  /** One channel of a strip among zeros. */
  static void copyIn(
      WinogradStrips.Strip strip, int planesSize, double[] from, int in, double[] planes) {
    Arrays.fill(planes, 0, planesSize, 0);
    int[] pixels = strip.pixels();
    int[] places = strip.places();
    for (int i = 0; i < pixels.length; i++) planes[places[i]] = from[in + pixels[i]];
  }

  /**
   * All tiles of a strip from planes into panels of B, as vector {@code first} of the block and
   * those after it.
   *
   * @param stride from one element of a tile to the next in {@code to}
   * @param row where the channel's row begins in a panel
   */
  static void transform(
      double[] planes, WinogradStrips strips, int first, double[] to, int stride, int row) {
    int size = strips.planeSize();
    int third = strips.columnPlanes() == 2 ? 1 : 2 * size;
    int down = strips.pitch();
    int panelSize = strips.channels() * COLUMNS;
    for (int q = 0; q < strips.tilesOfStrip(); q += LANES) {
      int at = first + q / LANES;
      int out = at / 2 * panelSize + row + at % 2 * LANES;
      int even = strips.placeOf(q);
      int odd = even + strips.columnPlanes() * size;
      row(planes, even, even + down, size, third, -1, to, out, stride);
      row(planes, odd, even + down, size, third, 1, to, out + 4 * stride, stride);
      row(planes, even + down, odd, size, third, -1, to, out + 8 * stride, stride);
      row(planes, odd, odd + down, size, third, -1, to, out + 12 * stride, stride);
    }
  }

  /**
   * Four elements of Bᵀ d B: from the rows a and b of d, a + sign·b. Times ±1 is exact. No method
   * gives or takes a vector, which would be an object on the heap where C2 does not inline it.
   */
  private static void row(
      double[] planes,
      int a,
      int b,
      int second,
      int third,
      int sign,
      double[] to,
      int out,
      int stride) {
    DoubleVector s = DoubleVector.broadcast(SPECIES, sign);
    int fourth = second + third;
    DoubleVector u0 = DoubleVector.fromArray(SPECIES, planes, a);
    DoubleVector u1 = DoubleVector.fromArray(SPECIES, planes, a + second);
    DoubleVector u2 = DoubleVector.fromArray(SPECIES, planes, a + third);
    DoubleVector u3 = DoubleVector.fromArray(SPECIES, planes, a + fourth);
    u0 = DoubleVector.fromArray(SPECIES, planes, b).fma(s, u0);
    u1 = DoubleVector.fromArray(SPECIES, planes, b + second).fma(s, u1);
    u2 = DoubleVector.fromArray(SPECIES, planes, b + third).fma(s, u2);
    u3 = DoubleVector.fromArray(SPECIES, planes, b + fourth).fma(s, u3);
    u0.sub(u2).intoArray(to, out);
    u1.add(u2).intoArray(to, out + stride);
    u2.sub(u1).intoArray(to, out + 2 * stride);
    u1.sub(u3).intoArray(to, out + 3 * stride);
  }
}
