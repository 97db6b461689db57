package org.initlab.backend.nativejava.simd;

/**
 * Copies of the channels of an image, so that what one tap reads for neighbouring results lies side
 * by side and without gaps from one row of results to the next: a vector may run over the end of a
 * row, and every lane holds a result.
 *
 * <p>Row t and column u of a copy hold pixel (step·t + row offset, step·u + column offset) of the
 * image among zeros. Copies come in groups of one row offset; in a group, channel after channel has
 * a copy for every column offset, all {@link #planeSize} apart.
 *
 * @param height of the image
 * @param width of the image
 * @param padding zeros around it
 * @param step of the results through the image
 * @param rowOffsets one for every group
 * @param columnOffsets one for every copy of a channel
 * @param rows of results at once
 * @param reach rows of a copy beyond those
 * @param pitch columns of a copy
 * @param inside where {@link #isFlat}, for every column offset which places of a copy hold pixels
 *     of the image, in a period of whole rows and whole vectors
 */
record ColumnLayout(
    int channels,
    int height,
    int width,
    int padding,
    int step,
    int[] rowOffsets,
    int[] columnOffsets,
    int rows,
    int reach,
    int pitch,
    boolean[][] inside) {
  private static final int LINE = 16;

  /**
   * @param lanes of a vector
   */
  static ColumnLayout of(
      int channels,
      int height,
      int width,
      int padding,
      int step,
      int[] rowOffsets,
      int[] columnOffsets,
      int rows,
      int reach,
      int pitch,
      int lanes) {
    boolean[][] inside = new boolean[columnOffsets.length][width / gcd(width, lanes) * lanes];
    for (int copy = 0; copy < inside.length; copy++) {
      for (int i = 0; i < inside[copy].length; i++) {
        int x = i % width + columnOffsets[copy] - padding;
        inside[copy][i] = x >= 0 && x < width;
      }
    }
    return new ColumnLayout(
        channels,
        height,
        width,
        padding,
        step,
        rowOffsets,
        columnOffsets,
        rows,
        reach,
        pitch,
        inside);
  }

  /** Whether rows of the image and of a copy are alike but for a shift. */
  boolean isFlat() {
    return step == 1 && width == pitch;
  }

  /** From one copy to the next: an odd number of lines, lest many fall on the same cache set. */
  int planeSize() {
    return (Tiles.covering((rows + reach) * pitch, LINE) | 1) * LINE;
  }

  int groupSize() {
    return channels * columnOffsets.length * planeSize();
  }

  int size() {
    return rowOffsets.length * groupSize();
  }

  /** The same for fewer rows of results at once, so that copies take about {@code elements}. */
  ColumnLayout inStrips(int elements, int columns) {
    int copies = rowOffsets.length * columnOffsets.length * channels;
    int fitting = elements / (copies * pitch) - reach;
    if (fitting >= rows) return this;
    // Strips of whole tiles.
    int unit = columns / gcd(columns, pitch);
    int strip = Math.max(unit, fitting / unit * unit);
    if (strip >= rows) return this;
    return new ColumnLayout(
        channels,
        height,
        width,
        padding,
        step,
        rowOffsets,
        columnOffsets,
        strip,
        reach,
        pitch,
        inside);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
