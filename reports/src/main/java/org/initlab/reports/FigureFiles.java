package org.initlab.reports;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.initlab.core.experiment.Figure;
import org.initlab.reports.internal.figure.FigurePainter;
import org.initlab.reports.internal.figure.SvgPage;

/**
 * Figures as SVG, PDF and PNG. Text is drawn as outlines of a font that comes along, so the three
 * look the same everywhere, need no font on the machine, and the same figure gives the same bytes.
 */
public final class FigureFiles {
  /** 216 dots per inch: sharp in print at the size of a paper's column. */
  public static final int PNG_SCALE = 3;

  private FigureFiles() {}

  /** A whole SVG document. */
  public static String svg(Figure figure) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svgElement(figure, figure.id());
  }

  /**
   * The svg element alone, to stand in an HTML page.
   *
   * @param idPrefix of every id in it, unique in the page
   */
  public static String svgElement(Figure figure, String idPrefix) {
    return SvgPage.of(figure, idPrefix);
  }

  /** A PDF of one page as large as the figure. */
  public static byte[] pdf(Figure figure) {
    FigurePainter painter = new FigurePainter(figure);
    float width = (float) painter.width();
    float height = (float) painter.height();
    try (PDDocument document = new PDDocument()) {
      document.getDocumentInformation().setTitle(figure.title());
      // Otherwise the time of day makes the document's id.
      document.setDocumentId((long) figure.id().hashCode());
      PDPage page = new PDPage(new PDRectangle(width, height));
      document.addPage(page);
      PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, width, height);
      painter.paint(g);
      g.dispose();
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawForm(g.getXFormObject());
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A PNG.
   *
   * @param scale pixels per point
   */
  public static byte[] png(Figure figure, int scale) {
    FigurePainter painter = new FigurePainter(figure);
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(scale * painter.width()),
            (int) Math.ceil(scale * painter.height()),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.scale(scale, scale);
    painter.paint(g);
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(image, "png", stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
