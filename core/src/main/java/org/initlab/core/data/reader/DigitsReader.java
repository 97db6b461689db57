package org.initlab.core.data.reader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.initlab.core.data.Samples;
import org.initlab.core.data.Source;
import org.initlab.core.tensor.Shape;

/**
 * The test part of the UCI data set "Optical Recognition of Handwritten Digits", which the jar
 * holds: 1,797 images of 8×8 pixels 0..16. Source: E. Alpaydin, C. Kaynak, UCI Machine Learning
 * Repository, 1998, doi 10.24432/C50P49; licence: CC BY 4.0.
 */
public final class DigitsReader {
  /** The value of the brightest pixel. */
  public static final int MAX = 16;

  private static final String RESOURCE = "digits.csv.gz";
  private static final Shape SHAPE = Shape.of(1, 8, 8);

  private DigitsReader() {}

  public static Labelled read() {
    try (InputStream in = DigitsReader.class.getResourceAsStream(RESOURCE)) {
      byte[] file = in.readAllBytes();
      String sha256 = HexFormat.of().formatHex(SourceFile.sha256().digest(file));
      return new Labelled(samples(file), List.of(new Source(RESOURCE, file.length, sha256)));
    } catch (IOException e) {
      throw new UncheckedIOException("the jar's own " + RESOURCE + " cannot be read", e);
    }
  }

  private static Samples samples(byte[] file) throws IOException {
    String text;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
      text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
    List<String> lines = text.lines().toList();
    byte[] pixels = new byte[lines.size() * SHAPE.size()];
    int[] labels = new int[lines.size()];
    for (int i = 0; i < labels.length; i++) {
      String[] cells = lines.get(i).split(",");
      for (int j = 0; j < SHAPE.size(); j++) {
        pixels[i * SHAPE.size() + j] = Byte.parseByte(cells[j]);
      }
      labels[i] = Integer.parseInt(cells[SHAPE.size()]);
    }
    return Samples.of(SHAPE, pixels, labels);
  }
}
