package org.initlab.reports.internal.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.util.ArrayList;
import java.util.List;
import org.initlab.reports.internal.ScriptedText;
import org.initlab.reports.internal.ScriptedText.Run;

/** Draws text as filled outlines, so that it looks the same in every file and on every machine. */
final class Lettering {
  /** A weight and a size in points. */
  record Face(boolean bold, double size) {
    static Face regular(double size) {
      return new Face(false, size);
    }

    static Face bold(double size) {
      return new Face(true, size);
    }
  }

  private static final double SCRIPT_SIZE = 0.72;
  private static final double SUPERSCRIPT_RISE = 0.36;
  private static final double SUBSCRIPT_DROP = 0.16;

  /** The height of a capital letter over the size, of DejaVu Sans. */
  private static final double CAP_HEIGHT = 0.729;

  private final Typeface regular = Typeface.regular();
  private final Typeface bold = Typeface.bold();

  double width(String text, Face face) {
    double width = 0;
    for (Run run : ScriptedText.parse(text)) {
      width += typeface(face).width(run.text(), size(run, face));
    }
    return width;
  }

  /** The height of a line's capitals. */
  static double capHeight(Face face) {
    return CAP_HEIGHT * face.size();
  }

  /** The distance of two baselines. */
  static double lineHeight(Face face) {
    return 1.25 * face.size();
  }

  /**
   * Draws text on a baseline.
   *
   * @param align 0 if x is the left end, 0.5 the middle, 1 the right end
   */
  void draw(Graphics2D g, String text, Face face, Color color, double x, double y, double align) {
    draw(g, text, face, color, AffineTransform.getTranslateInstance(x, y), align);
  }

  /** Draws text that reads upwards, its baseline at x, its middle at y. */
  void drawUpwards(Graphics2D g, String text, Face face, Color color, double x, double y) {
    AffineTransform up = AffineTransform.getTranslateInstance(x, y);
    up.rotate(-Math.PI / 2);
    draw(g, text, face, color, up, 0.5);
  }

  private void draw(
      Graphics2D g, String text, Face face, Color color, AffineTransform place, double align) {
    GeneralPath path = new GeneralPath();
    double pen = -align * width(text, face);
    for (Run run : ScriptedText.parse(text)) {
      double size = size(run, face);
      double shift = run.level() > 0 ? -SUPERSCRIPT_RISE : run.level() < 0 ? SUBSCRIPT_DROP : 0;
      typeface(face).outline(run.text(), size, pen, shift * face.size(), path);
      pen += typeface(face).width(run.text(), size);
    }
    g.setPaint(color);
    g.setRenderingHint(DrawnText.KEY, text);
    g.fill(place.createTransformedShape(path));
    g.setRenderingHint(DrawnText.KEY, "");
  }

  /** The text in lines that are at most {@code width} wide, broken between words. */
  List<String> wrap(String text, Face face, double width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.strip().split("\\s+")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, face) > width) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    if (!line.isEmpty()) lines.add(line);
    return lines;
  }

  private Typeface typeface(Face face) {
    return face.bold() ? bold : regular;
  }

  private static double size(Run run, Face face) {
    return run.level() == 0 ? face.size() : face.size() * SCRIPT_SIZE;
  }
}
