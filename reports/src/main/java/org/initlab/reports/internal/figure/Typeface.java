package org.initlab.reports.internal.figure;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A font as outlines, read from the class path. AWT's fonts need FreeType, fontconfig and at least
 * one installed font, and differ from machine to machine; a bare machine has none of them.
 */
final class Typeface {
  private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";

  private final TrueTypeFont font;
  private final CmapLookup glyphs;
  private final double unitsPerEm;

  private Typeface(TrueTypeFont font) throws IOException {
    this.font = font;
    this.glyphs = font.getUnicodeCmapLookup();
    this.unitsPerEm = font.getUnitsPerEm();
  }

  static Typeface regular() {
    return load("DejaVuSans.ttf");
  }

  static Typeface bold() {
    return load("DejaVuSans-Bold.ttf");
  }

  private static Typeface load(String file) {
    try (InputStream in = Typeface.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) throw new FileNotFoundException("class path: " + FOLDER + file);
      return new Typeface(new TTFParser().parse(new RandomAccessReadBuffer(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The width of the text in the unit of {@code size}. */
  double width(String text, double size) {
    try {
      double width = 0;
      for (int c : text.codePoints().toArray()) {
        width += font.getAdvanceWidth(glyphs.getGlyphId(c));
      }
      return width * size / unitsPerEm;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Appends the text's outline to {@code path}; the baseline starts at (x, y), y grows downwards.
   */
  void outline(String text, double size, double x, double y, GeneralPath path) {
    double scale = size / unitsPerEm;
    double pen = x;
    try {
      for (int c : text.codePoints().toArray()) {
        int id = glyphs.getGlyphId(c);
        GlyphData glyph = font.getGlyph().getGlyph(id);
        if (glyph != null) {
          AffineTransform toPage = new AffineTransform(scale, 0, 0, -scale, pen, y);
          path.append(glyph.getPath().getPathIterator(toPage), false);
        }
        pen += font.getAdvanceWidth(id) * scale;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
