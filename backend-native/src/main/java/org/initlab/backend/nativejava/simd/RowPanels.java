package org.initlab.backend.nativejava.simd;

/**
 * The panels of A that cover the rows of a product: of the highest tile, and where that leaves the
 * lowest, two of about half instead, as the lowest tile cannot hide the latency of its
 * multiply-adds.
 *
 * @param highest rows of every panel but the last two
 * @param count panels
 * @param last first row of the last panel
 * @param covered rows of all panels; the last may reach beyond those that were asked for
 */
record RowPanels(int highest, int count, int last, int covered) {

  /**
   * @param step rows of the lowest tile, of which all heights are multiples
   */
  static RowPanels of(int rows, int highest, int step) {
    int count = Tiles.covering(rows, highest);
    int covered = Tiles.roundUp(rows, step);
    int rest = covered - (count - 1) * highest;
    int half = Tiles.roundUp((highest + step) / 2, step);
    boolean split = count > 1 && rest == step;
    return new RowPanels(highest, count, covered - (split ? highest + step - half : rest), covered);
  }

  /** The first row of a panel, or of what follows the last. */
  int first(int panel) {
    if (panel < count - 1) return panel * highest;
    return panel == count - 1 ? last : covered;
  }

  int height(int panel) {
    return first(panel + 1) - first(panel);
  }
}
