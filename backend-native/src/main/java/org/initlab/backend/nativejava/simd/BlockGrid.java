package org.initlab.backend.nativejava.simd;

/**
 * The blocks of a matrix product that threads claim one by one: whole tiles, few enough rows that a
 * block's panels of A stay near the core, and several blocks for every thread.
 *
 * @param rowTiles tiles from top to bottom
 * @param columnTiles tiles from left to right
 */
record BlockGrid(
    int rows,
    int columns,
    int tileRows,
    int tileColumns,
    int rowTiles,
    int columnTiles,
    int rowBlocks,
    int columnBlocks) {
  private static final int BLOCKS_PER_THREAD = 8;

  /** 288 rows of 512 float64 with the highest tile: 1.2 MB, half of it with 256-bit vectors. */
  private static final int MOST_ROW_TILES = 24;

  /** Narrower blocks would read A's panels from the second-level cache too often. */
  private static final int FEWEST_COLUMN_TILES = 4;

  /** A block of fewer multiplications would cost as much to claim as to compute. */
  private static final long FEWEST_MULTIPLICATIONS = 250_000;

  static BlockGrid of(
      int threads, int rows, int columns, int depth, int tileRows, int tileColumns) {
    int rowTiles = Tiles.covering(rows, tileRows);
    int columnTiles = Tiles.covering(columns, tileColumns);
    int rowBlocks = Tiles.covering(rowTiles, MOST_ROW_TILES);
    long affordable = (long) rows * columns * depth / FEWEST_MULTIPLICATIONS;
    long wanted = Math.min(affordable, (long) threads * BLOCKS_PER_THREAD);
    int across = Math.max(1, columnTiles / FEWEST_COLUMN_TILES);
    int columnBlocks = (int) Math.max(1, Math.min(across, wanted / rowBlocks));
    return new BlockGrid(
        rows, columns, tileRows, tileColumns, rowTiles, columnTiles, rowBlocks, columnBlocks);
  }

  int blocks() {
    return rowBlocks * columnBlocks;
  }

  int firstRow(int block) {
    return share(block / columnBlocks, rowTiles, rowBlocks) * tileRows;
  }

  int endRow(int block) {
    return Math.min(rows, share(block / columnBlocks + 1, rowTiles, rowBlocks) * tileRows);
  }

  int firstColumn(int block) {
    return share(block % columnBlocks, columnTiles, columnBlocks) * tileColumns;
  }

  int endColumn(int block) {
    return Math.min(
        columns, share(block % columnBlocks + 1, columnTiles, columnBlocks) * tileColumns);
  }

  private static int share(int part, int tiles, int parts) {
    return (int) ((long) tiles * part / parts);
  }
}
