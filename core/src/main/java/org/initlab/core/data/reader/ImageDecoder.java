package org.initlab.core.data.reader;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;

/**
 * PNG and JPEG files to pixels: 8 bits, gray or RGB, told apart by their content and not by their
 * names. The values are the file's own, no colour profile is applied.
 */
final class ImageDecoder implements AutoCloseable {
  /** No image may be wider or higher: a small file can claim any size. */
  static final int MAX_SIDE = 4096;

  private final ImageReader png = ImageIO.getImageReadersByFormatName("png").next();
  private final ImageReader jpeg = ImageIO.getImageReadersByFormatName("jpeg").next();

  /**
   * @param shape channels×height×width, 1 or 3 channels
   * @param values interleaved: the channels of the first pixel, of the second, …
   */
  record Image(Shape shape, int[] values) {}

  /** What the JPEG library complained of since it was last asked. */
  private final List<String> complaints = new ArrayList<>();

  ImageDecoder() {
    jpeg.addIIOReadWarningListener((reader, warning) -> complaints.add(warning));
  }

  /**
   * @param name what errors call the file
   */
  Image decode(String name, byte[] file) {
    ImageReader reader = reader(name, file);
    complaints.clear();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if (width > MAX_SIDE || height > MAX_SIDE) {
        throw new InvalidInputException(
            name
                + " is an image of "
                + width
                + "×"
                + height
                + " pixels, at most "
                + MAX_SIDE
                + "×"
                + MAX_SIDE
                + " are allowed");
      }
      if (reader == png) PngChunks.requireWhole(name, file);
      BufferedImage image = reader.read(0);
      requireWhole(name);
      return image(name, image);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // What ImageIO throws of damaged files, though it documents the first alone.
      throw new InvalidInputException(name + " is damaged: " + e, e);
    } finally {
      reader.setInput(null);
    }
  }

  private ImageReader reader(String name, byte[] file) {
    if (startsWith(file, 0x89, 'P', 'N', 'G')) return png;
    if (startsWith(file, 0xFF, 0xD8, 0xFF)) return jpeg;
    throw new InvalidInputException(name + " is no PNG and no JPEG file");
  }

  /** A JPEG file that ends early is read with a warning, as grey from there on. */
  private void requireWhole(String name) {
    for (String c : complaints) {
      if (c.startsWith("Premature end") || c.startsWith("Corrupt JPEG")) {
        throw new InvalidInputException(name + " is damaged: " + c);
      }
    }
  }

  private static boolean startsWith(byte[] file, int... magic) {
    if (file.length < magic.length) return false;
    for (int i = 0; i < magic.length; i++) if ((file[i] & 0xFF) != magic[i]) return false;
    return true;
  }

  private static Image image(String name, BufferedImage image) {
    if (image.getColorModel().hasAlpha()) {
      throw new InvalidInputException(
          name + " has an alpha channel, only gray and RGB images are allowed");
    }
    int height = image.getHeight();
    int width = image.getWidth();
    if (image.getColorModel() instanceof IndexColorModel) {
      return new Image(Shape.of(3, height, width), palette(image));
    }
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    int bits = raster.getSampleModel().getSampleSize(0);
    if (bits != 8 || (bands != 1 && bands != 3)) {
      throw new InvalidInputException(
          name
              + " has "
              + bands
              + " channels of "
              + bits
              + " bits, 1 or 3 channels of 8 bits are allowed");
    }
    return new Image(
        Shape.of(bands, height, width), raster.getPixels(0, 0, width, height, (int[]) null));
  }

  /** A palette's colours are sRGB as they stand. */
  private static int[] palette(BufferedImage image) {
    int width = image.getWidth();
    int[] rgb = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    int[] values = new int[3 * rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      for (int c = 0; c < 3; c++) values[3 * i + c] = rgb[i] >> (16 - 8 * c) & 0xFF;
    }
    return values;
  }

  @Override
  public void close() {
    png.dispose();
    jpeg.dispose();
  }
}
