package org.initlab.reports.internal.figure;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.xmlgraphics.java2d.AbstractGraphics2D;
import org.apache.xmlgraphics.java2d.GraphicContext;
import org.initlab.reports.internal.Xml;

/**
 * Writes shapes as SVG paths in page coordinates. Unlike a general generator it touches no AWT font
 * and has no ids but those of clips, which start with a prefix: pictures can stand in one page
 * together. Text and images are not drawn with it.
 */
final class SvgGraphics2D extends AbstractGraphics2D {
  private final StringBuilder body;
  private final Map<String, String> clips;
  private final String idPrefix;

  SvgGraphics2D(String idPrefix) {
    super(true);
    this.gc = new GraphicContext();
    this.body = new StringBuilder();
    this.clips = new LinkedHashMap<>();
    this.idPrefix = idPrefix;
  }

  private SvgGraphics2D(SvgGraphics2D other) {
    super(other);
    this.gc = (GraphicContext) other.gc.clone();
    this.body = other.body;
    this.clips = other.clips;
    this.idPrefix = other.idPrefix;
  }

  /** The clips' definitions and everything drawn, in order. */
  String content() {
    StringBuilder out = new StringBuilder();
    if (!clips.isEmpty()) {
      out.append("<defs>\n");
      clips.forEach(
          (path, id) ->
              out.append("<clipPath id=\"" + id + "\"><path d=\"" + path + "\"/></clipPath>\n"));
      out.append("</defs>\n");
    }
    return out.append(body).toString();
  }

  /** Everything until {@link #endGroup()} belongs together. */
  void beginGroup(String kind) {
    body.append("<g class=\"").append(Xml.escape(kind)).append("\">\n");
  }

  void endGroup() {
    body.append("</g>\n");
  }

  @Override
  public void fill(Shape shape) {
    String path = path(shape, gc.getTransform());
    if (path.isEmpty()) return;
    open(path);
    color("fill", gc.getPaint());
    if (gc.getRenderingHint(RenderingHints.KEY_ANTIALIASING)
        == RenderingHints.VALUE_ANTIALIAS_OFF) {
      body.append(" shape-rendering=\"crispEdges\"");
    }
    body.append("/>\n");
  }

  @Override
  public void draw(Shape shape) {
    String path = path(shape, gc.getTransform());
    if (path.isEmpty()) return;
    BasicStroke stroke = (BasicStroke) gc.getStroke();
    open(path);
    body.append(" fill=\"none\"");
    color("stroke", gc.getPaint());
    double scale = Math.sqrt(Math.abs(gc.getTransform().getDeterminant()));
    attribute("stroke-width", number(stroke.getLineWidth() * scale));
    if (stroke.getEndCap() == BasicStroke.CAP_ROUND) attribute("stroke-linecap", "round");
    if (stroke.getEndCap() == BasicStroke.CAP_SQUARE) attribute("stroke-linecap", "square");
    if (stroke.getLineJoin() == BasicStroke.JOIN_ROUND) attribute("stroke-linejoin", "round");
    if (stroke.getLineJoin() == BasicStroke.JOIN_BEVEL) attribute("stroke-linejoin", "bevel");
    if (stroke.getDashArray() != null) {
      StringBuilder dashes = new StringBuilder();
      for (float d : stroke.getDashArray()) {
        if (!dashes.isEmpty()) dashes.append(' ');
        dashes.append(number(d * scale));
      }
      attribute("stroke-dasharray", dashes.toString());
    }
    body.append("/>\n");
  }

  private void open(String path) {
    body.append("<path d=\"").append(path).append('"');
    Shape clip = gc.getClip();
    if (clip != null) {
      String outline = path(clip, gc.getTransform());
      String id = clips.computeIfAbsent(outline, k -> idPrefix + "-clip" + (clips.size() + 1));
      attribute("clip-path", "url(#" + id + ")");
    }
    if (gc.getRenderingHint(DrawnText.KEY) instanceof String text && !text.isEmpty()) {
      body.append(" aria-label=\"").append(Xml.escape(text)).append('"');
    }
  }

  private void color(String property, Paint paint) {
    if (!(paint instanceof Color c)) {
      throw new UnsupportedOperationException("only plain colours are drawn, was given " + paint);
    }
    int rgb = (c.getRed() << 16) | (c.getGreen() << 8) | c.getBlue();
    String hex = Integer.toHexString(0x1000000 | rgb).substring(1);
    attribute(property, "#" + hex);
    double alpha = c.getAlpha() / 255.0;
    if (gc.getComposite() instanceof AlphaComposite composite) alpha *= composite.getAlpha();
    if (alpha < 1) attribute(property + "-opacity", number(alpha));
  }

  private void attribute(String name, String value) {
    body.append(' ').append(name).append("=\"").append(value).append('"');
  }

  /** The shape in relative coordinates, which are shorter, with errors that do not add up. */
  private static String path(Shape shape, AffineTransform toPage) {
    StringBuilder d = new StringBuilder();
    double[] c = new double[6];
    long x = 0;
    long y = 0;
    long startX = 0;
    long startY = 0;
    for (PathIterator i = shape.getPathIterator(toPage); !i.isDone(); i.next()) {
      int type = i.currentSegment(c);
      int points =
          switch (type) {
            case PathIterator.SEG_CLOSE -> 0;
            case PathIterator.SEG_QUADTO -> 2;
            case PathIterator.SEG_CUBICTO -> 3;
            default -> 1;
          };
      boolean move = type == PathIterator.SEG_MOVETO;
      d.append("MlqcZ".charAt(type));
      for (int k = 0; k < points; k++) {
        append(d, hundredths(c[2 * k]) - (move ? 0 : x), k > 0);
        append(d, hundredths(c[2 * k + 1]) - (move ? 0 : y), true);
      }
      if (points > 0) {
        x = hundredths(c[2 * points - 2]);
        y = hundredths(c[2 * points - 1]);
      } else {
        x = startX;
        y = startY;
      }
      if (move) {
        startX = x;
        startY = y;
      }
    }
    return d.toString();
  }

  private static void append(StringBuilder d, long hundredths, boolean apart) {
    String n = number(hundredths);
    if (apart && n.charAt(0) != '-') d.append(' ');
    d.append(n);
  }

  /** Hundredths of a point are finer than any printer. */
  private static long hundredths(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a coordinate must be finite, was " + value);
    }
    return Math.round(value * 100);
  }

  private static String number(double value) {
    return number(hundredths(value));
  }

  private static String number(long hundredths) {
    String sign = hundredths < 0 ? "-" : "";
    long whole = Math.abs(hundredths) / 100;
    long rest = Math.abs(hundredths) % 100;
    if (rest == 0) return sign + whole;
    String fraction = rest % 10 == 0 ? "." + rest / 10 : rest < 10 ? ".0" + rest : "." + rest;
    return sign + (whole == 0 ? "" : whole) + fraction;
  }

  @Override
  public Graphics create() {
    return new SvgGraphics2D(this);
  }

  @Override
  public void dispose() {
    // Nothing is held but memory.
  }

  @Override
  public void setXORMode(Color color) {
    throw shapesOnly("XOR mode");
  }

  @Override
  public FontMetrics getFontMetrics(Font font) {
    throw shapesOnly("measuring text");
  }

  @Override
  public void drawString(String text, float x, float y) {
    throw shapesOnly("text");
  }

  @Override
  public void copyArea(int x, int y, int width, int height, int dx, int dy) {
    throw shapesOnly("copying");
  }

  @Override
  public boolean drawImage(Image image, int x, int y, ImageObserver observer) {
    throw shapesOnly("an image");
  }

  @Override
  public boolean drawImage(
      Image image, int x, int y, int width, int height, ImageObserver observer) {
    throw shapesOnly("an image");
  }

  @Override
  public void drawRenderedImage(RenderedImage image, AffineTransform transform) {
    throw shapesOnly("an image");
  }

  @Override
  public void drawRenderableImage(RenderableImage image, AffineTransform transform) {
    throw shapesOnly("an image");
  }

  @Override
  public GraphicsConfiguration getDeviceConfiguration() {
    throw shapesOnly("a device");
  }

  private static UnsupportedOperationException shapesOnly(String what) {
    return new UnsupportedOperationException("figures are drawn as shapes; not supported: " + what);
  }
}
