package org.initlab.backend.nativejava.simd;

/**
 * The pieces in which threads pack one operand of a product: {@code step} of its rows or columns,
 * {@code stepDepth} deep.
 *
 * @param extent rows of A, or columns of B
 */
record PackingPieces(int extent, int step, int depth, int stepDepth) {
  static final PackingPieces NONE = new PackingPieces(0, 1, 0, 1);

  /** Elements that a thread packs before it claims more. */
  private static final int GRAIN = 1 << 15;

  /**
   * @param tile rows or columns of a panel
   * @param across whether what is stored in a row lies across the panels: a piece is then whole
   *     rows, so that memory is read as it lies; otherwise it is whole panels
   */
  static PackingPieces of(int extent, int tile, int depth, boolean across) {
    if (across) {
      return new PackingPieces(extent, extent, depth, Math.max(1, GRAIN / extent));
    }
    return new PackingPieces(extent, Math.max(1, GRAIN / (tile * depth)) * tile, depth, depth);
  }

  int count() {
    return Tiles.covering(extent, step) * Tiles.covering(depth, stepDepth);
  }

  int first(int piece) {
    return piece % Tiles.covering(extent, step) * step;
  }

  int size(int piece) {
    return Math.min(step, extent - first(piece));
  }

  int firstDepth(int piece) {
    return piece / Tiles.covering(extent, step) * stepDepth;
  }

  int endDepth(int piece) {
    return Math.min(depth, firstDepth(piece) + stepDepth);
  }
}
