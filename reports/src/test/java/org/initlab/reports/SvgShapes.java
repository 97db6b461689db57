package org.initlab.reports;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The paths of an SVG document, read by an XML parser. */
final class SvgShapes {
  /** One path element; attributes are empty where they are missing. */
  record Shape(String fill, String stroke, String strokeWidth, String label, Rectangle2D bounds) {}

  private SvgShapes() {}

  static List<Shape> read(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    NodeList paths =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getElementsByTagName("path");
    List<Shape> shapes = new ArrayList<>();
    for (int i = 0; i < paths.getLength(); i++) {
      Element e = (Element) paths.item(i);
      shapes.add(
          new Shape(
              e.getAttribute("fill"),
              e.getAttribute("stroke"),
              e.getAttribute("stroke-width"),
              e.getAttribute("aria-label"),
              bounds(e.getAttribute("d"))));
    }
    return shapes;
  }

  private static Rectangle2D bounds(String d) {
    Path2D path = new Path2D.Double();
    Scanner tokens = new Scanner(d.replaceAll("([MlqcZ])", " $1 ").replace("-", " -"));
    double[] at = new double[2];
    double[] start = new double[2];
    char command = 'Z';
    while (tokens.hasNext()) {
      if (tokens.hasNext("[MlqcZ]")) {
        command = tokens.next().charAt(0);
        if (command == 'Z') {
          path.closePath();
          at = start.clone();
        }
        continue;
      }
      int points = command == 'q' ? 2 : command == 'c' ? 3 : 1;
      double[] p = new double[2 * points];
      for (int k = 0; k < p.length; k++) {
        p[k] = Double.parseDouble(tokens.next()) + (command == 'M' ? 0 : at[k % 2]);
      }
      switch (command) {
        case 'M' -> path.moveTo(p[0], p[1]);
        case 'l' -> path.lineTo(p[0], p[1]);
        case 'q' -> path.quadTo(p[0], p[1], p[2], p[3]);
        default -> path.curveTo(p[0], p[1], p[2], p[3], p[4], p[5]);
      }
      at = new double[] {p[p.length - 2], p[p.length - 1]};
      if (command == 'M') start = at.clone();
    }
    return path.getBounds2D();
  }
}
