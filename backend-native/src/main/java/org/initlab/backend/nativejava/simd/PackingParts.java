package org.initlab.backend.nativejava.simd;

/**
 * The parts in which threads pack A and B for one round of a product: rows of A, then pieces of B,
 * {@code stepColumns} wide and {@code stepDepth} deep.
 *
 * @param stepRows whole tiles
 * @param pieces of B; 0 if it is packed already
 */
record PackingParts(
    int rows, int stepRows, int columns, int stepColumns, int depth, int stepDepth, int pieces) {
  /** Elements that a thread packs before it claims more. */
  private static final int GRAIN = 1 << 15;

  /**
   * @param byRows whether rows of B are stored: a piece is then whole rows, so that memory is read
   *     as it lies; otherwise it is whole panels
   */
  static PackingParts of(
      int rows,
      int tileRows,
      int columns,
      int tileColumns,
      int depth,
      boolean withB,
      boolean byRows) {
    int stepRows = Math.max(1, GRAIN / (tileRows * depth)) * tileRows;
    int panels = Math.max(1, GRAIN / (tileColumns * depth)) * tileColumns;
    int stepColumns = byRows ? columns : panels;
    int stepDepth = byRows ? Math.max(1, GRAIN / columns) : depth;
    int pieces = Tiles.covering(columns, stepColumns) * Tiles.covering(depth, stepDepth);
    return new PackingParts(
        rows, stepRows, columns, stepColumns, depth, stepDepth, withB ? pieces : 0);
  }

  int ofA() {
    return Tiles.covering(rows, stepRows);
  }

  int count() {
    return ofA() + pieces;
  }

  int firstColumn(int piece) {
    return piece % Tiles.covering(columns, stepColumns) * stepColumns;
  }

  int firstDepth(int piece) {
    return piece / Tiles.covering(columns, stepColumns) * stepDepth;
  }
}
