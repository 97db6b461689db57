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
      difference(planes, even, even + down, size, third, to, out, stride);
      sum(planes, odd, even + down, size, third, to, out + 4 * stride, stride);
      difference(planes, even + down, odd, size, third, to, out + 8 * stride, stride);
      difference(planes, odd, odd + down, size, third, to, out + 12 * stride, stride);
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
    difference(pixels, at, c, column, third, to, out, stride);
    sum(pixels, b, c, column, third, to, out + 4 * stride, stride);
    difference(pixels, c, b, column, third, to, out + 8 * stride, stride);
    difference(pixels, b, c + row, column, third, to, out + 12 * stride, stride);
  }

  /**
   * Four elements of Bᵀ d B: from the rows a and b of d, a + b. No method gives or takes a vector,
   * which would be an object on the heap where C2 does not inline it.
   */
  private static void sum(
      float[] planes, int a, int b, int second, int third, float[] to, int out, int stride) {
    int fourth = second + third;
    FloatVector u0 =
        FloatVector.fromArray(SPECIES, planes, a).add(FloatVector.fromArray(SPECIES, planes, b));
    FloatVector u1 =
        FloatVector.fromArray(SPECIES, planes, a + second)
            .add(FloatVector.fromArray(SPECIES, planes, b + second));
    FloatVector u2 =
        FloatVector.fromArray(SPECIES, planes, a + third)
            .add(FloatVector.fromArray(SPECIES, planes, b + third));
    FloatVector u3 =
        FloatVector.fromArray(SPECIES, planes, a + fourth)
            .add(FloatVector.fromArray(SPECIES, planes, b + fourth));
    u0.sub(u2).intoArray(to, out);
    u1.add(u2).intoArray(to, out + stride);
    u2.sub(u1).intoArray(to, out + 2 * stride);
    u1.sub(u3).intoArray(to, out + 3 * stride);
  }

  /** As {@link #sum}, from a − b. */
  private static void difference(
      float[] planes, int a, int b, int second, int third, float[] to, int out, int stride) {
    int fourth = second + third;
    FloatVector u0 =
        FloatVector.fromArray(SPECIES, planes, a).sub(FloatVector.fromArray(SPECIES, planes, b));
    FloatVector u1 =
        FloatVector.fromArray(SPECIES, planes, a + second)
            .sub(FloatVector.fromArray(SPECIES, planes, b + second));
    FloatVector u2 =
        FloatVector.fromArray(SPECIES, planes, a + third)
            .sub(FloatVector.fromArray(SPECIES, planes, b + third));
    FloatVector u3 =
        FloatVector.fromArray(SPECIES, planes, a + fourth)
            .sub(FloatVector.fromArray(SPECIES, planes, b + fourth));
    u0.sub(u2).intoArray(to, out);
    u1.add(u2).intoArray(to, out + stride);
    u2.sub(u1).intoArray(to, out + 2 * stride);
    u1.sub(u3).intoArray(to, out + 3 * stride);
  }
}
