package org.initlab.backend.nativejava.simd;

import java.util.Arrays;

/**
 * How Winograd's F(2×2, 3×3) cuts the images of one pass: results in tiles of 2×2, tiles in strips
 * of whole tile rows, which are what one block of the computation holds.
 *
 * <p>A tile reads 4×4 padded pixels. A strip of one channel lies in planes by the parities of row
 * and column: pixel (r, s) of tile (y, x) is in plane (r mod 2, s mod 2) at row y + r div 2, column
 * x + s div 2. Where whole vectors of tiles do not fill a row, the columns have four planes
 * instead, by s, and rows follow one another without a gap, so that vectors may run over their
 * ends.
 *
 * @param channels source channels
 * @param inPlane pixels of a source image, of one channel
 * @param resultChannels channels of the results
 * @param outPlane results of an image, of one channel
 * @param rows tile rows of a strip; the last of an image may have fewer
 * @param tilesX tiles in a row
 * @param columnPlanes 2 or 4
 * @param strips how pixels and results of an image are copied, strip by strip
 */
record WinogradStrips(
    int channels,
    int inPlane,
    int resultChannels,
    int outPlane,
    int rows,
    int tilesX,
    int columnPlanes,
    Strip[] strips) {

  /** Elements of one tile: 4×4 before the products, and 4×4 products. */
  static final int AREA = 16;

  private static final int LINE = 16;

  /** Bytes that the transformed pixels and the products of one block may take in the cache. */
  private static final int BLOCK_BYTES = 1 << 18;

  /**
   * Copies as pairs of places: pixel in the image to place in the planes, and place among the four
   * results of each tile to result in the image.
   */
  record Strip(int[] pixels, int[] places, int[] sums, int[] results) {}

  /**
   * @param padding zeros around the source, as the pass that is computed sees it: those of the
   *     convolution for a, 2 less them for ∂h
   * @param laneBytes bytes of an element
   */
  static WinogradStrips of(
      int channels,
      int height,
      int width,
      int resultChannels,
      int outHeight,
      int outWidth,
      int padding,
      int lanes,
      int laneBytes) {
    int tilesY = Tiles.covering(outHeight, 2);
    int tilesX = Tiles.covering(outWidth, 2);
    int columnPlanes = tilesX % lanes == 0 ? 2 : 4;
    int tiles = BLOCK_BYTES / (AREA * (channels + resultChannels) * laneBytes);
    int rows = Math.max(1, Math.min(tilesY, Math.max(tiles, 2 * lanes) / tilesX));
    Strip[] strips = new Strip[Tiles.covering(tilesY, rows)];
    for (int s = 0; s < strips.length; s++) {
      int top = s * rows;
      int stripRows = Math.min(rows, tilesY - top);
      int ld = Tiles.roundUp(rows * tilesX, lanes);
      int[][] in = pixels(top, stripRows, rows + 1, tilesX, columnPlanes, height, width, padding);
      int[][] out = results(top, stripRows, ld, tilesX, outHeight, outWidth);
      strips[s] = new Strip(in[0], in[1], out[0], out[1]);
    }
    return new WinogradStrips(
        channels,
        height * width,
        resultChannels,
        outHeight * outWidth,
        rows,
        tilesX,
        columnPlanes,
        strips);
  }

  /** From one row of a plane to the next. */
  int pitch() {
    return pitch(tilesX, columnPlanes);
  }

  private static int pitch(int tilesX, int columnPlanes) {
    return columnPlanes == 2 ? tilesX + 1 : tilesX;
  }

  int planeSize() {
    return (rows + 1) * pitch();
  }

  /** The place in its plane of tile q of a strip. */
  int placeOf(int q) {
    return q / tilesX * pitch() + q % tilesX;
  }

  int tilesOfStrip() {
    return rows * tilesX;
  }

  /**
   * From one of the 16 elements to the next in an array of {@code size} for each: a line more, lest
   * all 16 fall on the same cache set.
   */
  static int stride(int size) {
    return size + LINE;
  }

  /**
   * Strips in a block: several where images are small, and at least as many as fill a panel of the
   * micro-kernel, which is two vectors of tiles wide.
   */
  int stripsOfBlock(int lanes, int laneBytes) {
    int tiles = BLOCK_BYTES / (AREA * (channels + resultChannels) * laneBytes);
    return Math.max(1, Math.max(tiles, 2 * lanes) / tilesOfStrip());
  }

  private static int[][] pixels(
      int top,
      int rows,
      int planeRows,
      int tilesX,
      int columnPlanes,
      int height,
      int width,
      int padding) {
    int pitch = pitch(tilesX, columnPlanes);
    int[] pixels = new int[2 * columnPlanes * (rows + 1) * pitch];
    int[] places = new int[pixels.length];
    int count = 0;
    for (int r = 0; r < 2 * (rows + 1); r++) {
      int y = 2 * top + r - padding;
      for (int s = 0; s < columnPlanes && y >= 0 && y < height; s++) {
        int plane = (r % 2 * columnPlanes + s) * planeRows * pitch;
        for (int t = 0; t < pitch; t++) {
          int x = 2 * t + s - padding;
          if (x < 0 || x >= width) continue;
          pixels[count] = y * width + x;
          places[count++] = plane + r / 2 * pitch + t;
        }
      }
    }
    return new int[][] {Arrays.copyOf(pixels, count), Arrays.copyOf(places, count)};
  }

  private static int[][] results(int top, int rows, int ld, int tilesX, int height, int width) {
    int[] sums = new int[4 * rows * tilesX];
    int[] results = new int[sums.length];
    int count = 0;
    for (int y = 2 * top; y < Math.min(height, 2 * (top + rows)); y++) {
      for (int x = 0; x < width; x++) {
        sums[count] = (y % 2 * 2 + x % 2) * ld + (y / 2 - top) * tilesX + x / 2;
        results[count++] = y * width + x;
      }
    }
    return new int[][] {Arrays.copyOf(sums, count), Arrays.copyOf(results, count)};
  }
}
