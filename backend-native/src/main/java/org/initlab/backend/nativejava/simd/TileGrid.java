package org.initlab.backend.nativejava.simd;

/**
 * A matrix cut into rowParts × columnParts rectangles of whole tiles, one for each thread.
 *
 * @param rowTiles tiles from top to bottom
 * @param columnTiles tiles from left to right
 */
record TileGrid(
    int rows,
    int columns,
    int tileRows,
    int tileColumns,
    int rowTiles,
    int columnTiles,
    int rowParts,
    int columnParts) {

  /**
   * The grid of at most {@code threads} parts whose largest part is smallest; among those, the one
   * with the shortest sides, because every part packs its own rows of A and columns of B.
   */
  static TileGrid of(int threads, int rows, int columns, int tileRows, int tileColumns) {
    int rowTiles = roundUp(rows, tileRows) / tileRows;
    int columnTiles = roundUp(columns, tileColumns) / tileColumns;
    TileGrid best = null;
    for (int down = 1; down <= Math.min(threads, rowTiles); down++) {
      int across = Math.min(threads / down, columnTiles);
      TileGrid grid =
          new TileGrid(rows, columns, tileRows, tileColumns, rowTiles, columnTiles, down, across);
      if (best == null
          || grid.largestArea() < best.largestArea()
          || grid.largestArea() == best.largestArea() && grid.longSides() < best.longSides()) {
        best = grid;
      }
    }
    return best;
  }

  static int roundUp(int value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }

  int parts() {
    return rowParts * columnParts;
  }

  int firstRow(int part) {
    return Math.min(rows, share(part / columnParts, rowTiles, rowParts) * tileRows);
  }

  int endRow(int part) {
    return Math.min(rows, share(part / columnParts + 1, rowTiles, rowParts) * tileRows);
  }

  int firstColumn(int part) {
    return Math.min(columns, share(part % columnParts, columnTiles, columnParts) * tileColumns);
  }

  int endColumn(int part) {
    return Math.min(columns, share(part % columnParts + 1, columnTiles, columnParts) * tileColumns);
  }

  private long largestArea() {
    return (long) tallest() * widest();
  }

  private int longSides() {
    return tallest() + widest();
  }

  private int tallest() {
    return roundUp(rowTiles, rowParts) / rowParts * tileRows;
  }

  private int widest() {
    return roundUp(columnTiles, columnParts) / columnParts * tileColumns;
  }

  private static int share(int part, int tiles, int parts) {
    return (int) ((long) tiles * part / parts);
  }
}
