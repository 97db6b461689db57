package org.initlab.reports.internal.figure;

import org.initlab.core.experiment.Figure;
import org.initlab.reports.internal.Xml;

/** A figure as an svg element with its title and caption for those who cannot see it. */
public final class SvgPage {
  private SvgPage() {}

  /**
   * The element.
   *
   * @param idPrefix of every id in it
   */
  public static String of(Figure figure, String idPrefix) {
    FigurePainter painter = new FigurePainter(figure);
    SvgGraphics2D g = new SvgGraphics2D(idPrefix);
    painter.paint(g);
    int width = (int) painter.width();
    int height = (int) painter.height();
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""
        + width
        + "pt\" height=\""
        + height
        + "pt\" viewBox=\"0 0 "
        + width
        + " "
        + height
        + "\" role=\"img\">\n"
        + "<title>"
        + Xml.escape(figure.title())
        + "</title>\n<desc>"
        + Xml.escape(figure.caption())
        + "</desc>\n"
        + g.content()
        + "</svg>\n";
  }
}
