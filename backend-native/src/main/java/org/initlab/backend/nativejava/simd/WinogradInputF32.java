package org.initlab.backend.nativejava.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The pixels d of every tile as Bᵀ d B (Lavin and Gray 2016, F(2×2, 3×3)), with the rows of Bᵀ (1,
 * 0, −1, 0), (0, 1, 1, 0), (0, −1, 1, 0) and (0, 1, 0, −1); a vector is as many tiles.
 */
final class WinogradInputF32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int COLUMNS = MicroKernelF32.COLUMNS;

  private WinogradInputF32() {}

  /** Elements that {@code planes} must have. */
  static int planesSize(WinogradStrips strips) {
    // The last vector may reach beyond the tiles.
    return 2 * strips.columnPlanes() * strips.planeSize() + LANES;
  }

  /** One channel of a strip among zeros. */
  static void copyIn(
      WinogradStrips.Strip strip, int planesSize, float[] from, int in, float[] planes) {
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
      float[] planes, WinogradStrips strips, int first, float[] to, int stride, int row) {
    int size = strips.planeSize();
    int third = strips.columnPlanes() == 2 ? 1 : 2 * size;
    int down = strips.pitch();
    int panelSize = strips.channels() * COLUMNS;
    for (int q = 0; q < strips.tilesOfStrip(); q += LANES) {
      int at = first + q / LANES;
      int out = at / 2 * panelSize + row + at % 2 * LANES;
      int even = strips.placeOf(q);
      int odd = even + strips.columnPlanes() * size;
      upper(planes, even, odd, even + down, size, third, to, out, stride);
      lower(planes, odd, even + down, odd + down, size, third, to, out + 8 * stride, stride);
    }
  }

  /**
   * One tile of many channels, which lie side by side in each of its 4×4 pixels.
   *
   * @param row from one row of pixels to the next
   * @param column from one pixel of a row to the next
   */
  static void transformTile(
      float[] pixels, int at, int row, int column, float[] to, int out, int stride) {
    int b = at + row;
    int c = b + row;
    int third = 2 * column;
    upper(pixels, at, b, c, column, third, to, out, stride);
    lower(pixels, b, c, c + row, column, third, to, out + 8 * stride, stride);
  }

  /**
   * The first eight elements of Bᵀ d B from the rows a, b and c of d: of a − c and of b + c. No
   * method gives or takes a vector, which would be an object on the heap where C2 does not inline
   * it; and each of the two is too large to be inlined, since C2 would give up in the middle of
   * one.
   */
  private static void upper(
      float[] planes, int a, int b, int c, int second, int third, float[] to, int out, int stride) {
    int fourth = second + third;
    FloatVector a0 = FloatVector.fromArray(SPECIES, planes, a);
    FloatVector b0 = FloatVector.fromArray(SPECIES, planes, b);
    FloatVector c0 = FloatVector.fromArray(SPECIES, planes, c);
    FloatVector a1 = FloatVector.fromArray(SPECIES, planes, a + second);
    FloatVector b1 = FloatVector.fromArray(SPECIES, planes, b + second);
    FloatVector c1 = FloatVector.fromArray(SPECIES, planes, c + second);
    FloatVector a2 = FloatVector.fromArray(SPECIES, planes, a + third);
    FloatVector b2 = FloatVector.fromArray(SPECIES, planes, b + third);
    FloatVector c2 = FloatVector.fromArray(SPECIES, planes, c + third);
    FloatVector a3 = FloatVector.fromArray(SPECIES, planes, a + fourth);
    FloatVector b3 = FloatVector.fromArray(SPECIES, planes, b + fourth);
    FloatVector c3 = FloatVector.fromArray(SPECIES, planes, c + fourth);
    FloatVector u0 = a0.sub(c0);
    FloatVector u1 = a1.sub(c1);
    FloatVector u2 = a2.sub(c2);
    FloatVector u3 = a3.sub(c3);
    u0.sub(u2).intoArray(to, out);
    u1.add(u2).intoArray(to, out + stride);
    u2.sub(u1).intoArray(to, out + 2 * stride);
    u1.sub(u3).intoArray(to, out + 3 * stride);
    u0 = b0.add(c0);
    u1 = b1.add(c1);
    u2 = b2.add(c2);
    u3 = b3.add(c3);
    u0.sub(u2).intoArray(to, out + 4 * stride);
    u1.add(u2).intoArray(to, out + 5 * stride);
    u2.sub(u1).intoArray(to, out + 6 * stride);
    u1.sub(u3).intoArray(to, out + 7 * stride);
  }

  /** The last eight, from the rows b, c and d: of c − b and of b − d. */
  private static void lower(
      float[] planes, int b, int c, int d, int second, int third, float[] to, int out, int stride) {
    int fourth = second + third;
    FloatVector b0 = FloatVector.fromArray(SPECIES, planes, b);
    FloatVector c0 = FloatVector.fromArray(SPECIES, planes, c);
    FloatVector d0 = FloatVector.fromArray(SPECIES, planes, d);
    FloatVector b1 = FloatVector.fromArray(SPECIES, planes, b + second);
    FloatVector c1 = FloatVector.fromArray(SPECIES, planes, c + second);
    FloatVector d1 = FloatVector.fromArray(SPECIES, planes, d + second);
    FloatVector b2 = FloatVector.fromArray(SPECIES, planes, b + third);
    FloatVector c2 = FloatVector.fromArray(SPECIES, planes, c + third);
    FloatVector d2 = FloatVector.fromArray(SPECIES, planes, d + third);
    FloatVector b3 = FloatVector.fromArray(SPECIES, planes, b + fourth);
    FloatVector c3 = FloatVector.fromArray(SPECIES, planes, c + fourth);
    FloatVector d3 = FloatVector.fromArray(SPECIES, planes, d + fourth);
    FloatVector u0 = c0.sub(b0);
    FloatVector u1 = c1.sub(b1);
    FloatVector u2 = c2.sub(b2);
    FloatVector u3 = c3.sub(b3);
    u0.sub(u2).intoArray(to, out);
    u1.add(u2).intoArray(to, out + stride);
    u2.sub(u1).intoArray(to, out + 2 * stride);
    u1.sub(u3).intoArray(to, out + 3 * stride);
    u0 = b0.sub(d0);
    u1 = b1.sub(d1);
    u2 = b2.sub(d2);
    u3 = b3.sub(d3);
    u0.sub(u2).intoArray(to, out + 4 * stride);
    u1.add(u2).intoArray(to, out + 5 * stride);
    u2.sub(u1).intoArray(to, out + 6 * stride);
    u1.sub(u3).intoArray(to, out + 7 * stride);
  }
}
