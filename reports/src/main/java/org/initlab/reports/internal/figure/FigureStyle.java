package org.initlab.reports.internal.figure;

import org.initlab.reports.internal.figure.Lettering.Face;

/** Sizes in points (1/72 inch) that all figures share. */
final class FigureStyle {
  static final Face TICK = Face.regular(7);
  static final Face LABEL = Face.regular(8);
  static final Face TITLE = Face.regular(8.5);
  static final Face LETTER = Face.bold(8.5);
  static final Face LEGEND = Face.regular(8);
  static final Face NOTE = Face.regular(6.5);

  static final double PAD = 6;
  static final double TICK_LENGTH = 3;
  static final double TICK_GAP = 2.5;
  static final double LABEL_GAP = 4;
  static final double TITLE_GAP = 5;
  static final double COLUMN_GAP = 14;
  static final double ROW_GAP = 14;
  static final double COLOUR_BAR_GAP = 7;
  static final double COLOUR_BAR_WIDTH = 9;

  /**
   * The width of a figure of 1, 2, 3, … panels in a row: a column or a page of a paper, or wider.
   */
  private static final double[] WIDTHS = {300, 500, 680, 860};

  private FigureStyle() {}

  static double width(int columns) {
    int last = WIDTHS.length - 1;
    return columns <= WIDTHS.length
        ? WIDTHS[columns - 1]
        : WIDTHS[last] + (columns - WIDTHS.length) * (WIDTHS[last] - WIDTHS[last - 1]);
  }
}
