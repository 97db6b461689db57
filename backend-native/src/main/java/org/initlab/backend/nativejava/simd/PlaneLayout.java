package org.initlab.backend.nativejava.simd;

import org.initlab.backend.nativejava.kernel.ConvGeometry;

/**
 * Where the pixels of an image lie among zeros, so that a convolution of any stride reads
 * neighbouring outputs' inputs from neighbouring places.
 *
 * <p>Pixel (y, x) has the padded coordinates (Y, X) = (y + padding, x + padding). It belongs to
 * phase (Y mod stride, X mod stride), and each phase of each channel is a plane of its own with the
 * pixel at row Y/stride, column X/stride. Rows are {@link #pitch} apart: the zeros right of one row
 * are those left of the next.
 *
 * @param phaseSide phases that are read, each way: where a kernel is smaller than its stride, not
 *     all
 * @param rowSpan rows of a plane that are read, from 0
 * @param columnSpan columns of a plane that are read, from 0
 */
record PlaneLayout(
    int height,
    int width,
    int stride,
    int padding,
    int phaseSide,
    int rowSpan,
    int columnSpan,
    int pitch,
    int planeSize) {

  /** Of the source of a convolution. */
  static PlaneLayout of(ConvGeometry g) {
    int reach = (g.kernel() - 1) / g.stride();
    return of(
        g.height(),
        g.width(),
        g.stride(),
        g.padding(),
        g.kernel(),
        g.outHeight() + reach,
        g.outWidth() + reach);
  }

  private static PlaneLayout of(
      int height, int width, int stride, int padding, int kernel, int rowSpan, int columnSpan) {
    int phaseSide = Math.min(stride, kernel);
    int pitch = 0;
    for (int phase = 0; phase < phaseSide; phase++) {
      int zerosLeft = Math.max(0, ceilDiv(padding - phase, stride));
      int pixels = ceilDiv(width + padding - phase, stride) - zerosLeft;
      pitch = Math.max(pitch, Math.max(zerosLeft + pixels, columnSpan - zerosLeft));
    }
    int planeSize = rowSpan * pitch + Math.max(0, columnSpan - pitch);
    return new PlaneLayout(
        height, width, stride, padding, phaseSide, rowSpan, columnSpan, pitch, planeSize);
  }

  /** The planes of one channel. */
  int phases() {
    return phaseSide * phaseSide;
  }

  /** Whether the pixels of this padded row or column are read. */
  boolean reads(int padded) {
    return padded % stride < phaseSide;
  }

  private int phaseOf(int paddedRow, int paddedColumn) {
    return paddedRow % stride * phaseSide + paddedColumn % stride;
  }

  /** The place within its plane of the padded coordinates. */
  private int placeOf(int paddedRow, int paddedColumn) {
    return paddedRow / stride * pitch + paddedColumn / stride;
  }

  /** The place among all planes of its channel of the padded coordinates. */
  int placeInChannel(int paddedRow, int paddedColumn) {
    return phaseOf(paddedRow, paddedColumn) * planeSize + placeOf(paddedRow, paddedColumn);
  }

  /** Image rows whose plane rows are read are those before this one. */
  int endRow() {
    return Math.min(height, rowSpan * stride - padding);
  }

  private static int ceilDiv(int x, int y) {
    return -Math.floorDiv(-x, y);
  }
}
