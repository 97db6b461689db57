package org.initlab.reports.internal.figure;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The marker of a point, of about equal area each, centred on the origin. */
enum Marker {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  DIAMOND,
  TRIANGLE_DOWN,
  PLUS,
  CROSS;

  /**
   * The outline.
   *
   * @param r the radius of the circle
   */
  Shape shape(double r) {
    return switch (this) {
      case CIRCLE -> new Ellipse2D.Double(-r, -r, 2 * r, 2 * r);
      case SQUARE -> new Rectangle2D.Double(-0.9 * r, -0.9 * r, 1.8 * r, 1.8 * r);
      case TRIANGLE -> polygon(0, -1.25 * r, 1.2 * r, 0.85 * r, -1.2 * r, 0.85 * r);
      case TRIANGLE_DOWN -> polygon(0, 1.25 * r, 1.2 * r, -0.85 * r, -1.2 * r, -0.85 * r);
      case DIAMOND -> polygon(0, -1.35 * r, 1.35 * r, 0, 0, 1.35 * r, -1.35 * r, 0);
      case PLUS -> plus(1.25 * r, 0.38 * r);
      case CROSS ->
          AffineTransform.getRotateInstance(Math.PI / 4)
              .createTransformedShape(plus(1.3 * r, 0.38 * r));
    };
  }

  private static Shape plus(double a, double b) {
    return polygon(
        -b, -a, b, -a, b, -b, a, -b, a, b, b, b, b, a, -b, a, -b, b, -a, b, -a, -b, -b, -b);
  }

  private static Shape polygon(double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) path.lineTo(xy[i], xy[i + 1]);
    path.closePath();
    return path;
  }
}
