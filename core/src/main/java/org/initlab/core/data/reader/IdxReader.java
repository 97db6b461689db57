package org.initlab.core.data.reader;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.initlab.core.data.Samples;
import org.initlab.core.data.Source;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;

/**
 * IDX files of unsigned bytes, plain or gzip: a big-endian magic number 0x0000_08_rank, the sizes
 * of the axes, and the values (Y. LeCun, C. Cortes, C. Burges, The MNIST database).
 */
public final class IdxReader {
  private static final int LABELS = 0x0801;
  private static final int IMAGES = 0x0803;
  private static final int IMAGE_HEADER = 16;
  private static final int LABEL_HEADER = 8;

  private IdxReader() {}

  private record Content(Shape shape, byte[] values, Source source) {}

  /**
   * Reads n×height×width images and their n labels as samples of 1×height×width.
   *
   * @throws InvalidInputException in one line where a file is truncated, damaged, of another kind,
   *     or does not fit the other
   */
  public static Labelled read(Path images, Path labels) {
    Content pixels = read(images, IMAGES, IMAGE_HEADER, "images");
    Content classes = read(labels, LABELS, LABEL_HEADER, "labels");
    int n = pixels.shape().dim(0);
    if (classes.shape().dim(0) != n) {
      throw new InvalidInputException(
          images
              + " holds "
              + n
              + " images and "
              + labels
              + " "
              + classes.shape().dim(0)
              + " labels: they do not belong together");
    }
    int[] values = new int[n];
    for (int i = 0; i < n; i++) values[i] = classes.values()[i] & 0xFF;
    Shape sample = Shape.of(1, pixels.shape().dim(1), pixels.shape().dim(2));
    return new Labelled(
        Samples.of(sample, pixels.values(), values), List.of(pixels.source(), classes.source()));
  }

  private static Content read(Path file, int magic, int header, String what) {
    try (SourceFile source = SourceFile.open(file)) {
      DataInputStream in = new DataInputStream(source.content());
      requireMagic(file, magic, in.readInt(), what);
      int[] dims = new int[(header - Integer.BYTES) / Integer.BYTES];
      for (int i = 0; i < dims.length; i++) dims[i] = in.readInt();
      Shape shape = shape(file, dims);
      source.requireRoom(header + (long) shape.size(), shape + " " + what);
      byte[] values = new byte[shape.size()];
      in.readFully(values);
      return new Content(shape, values, source.finish());
    } catch (EOFException e) {
      throw new InvalidInputException(file + " is truncated: it ends before its last value", e);
    } catch (IOException e) {
      throw new InvalidInputException(file + " cannot be read: " + e, e);
    }
  }

  private static void requireMagic(Path file, int expected, int given, String what) {
    if (given == expected) return;
    String hint =
        switch (given) {
          case IMAGES -> " (it is an IDX file of images: are the two files swapped?)";
          case LABELS -> " (it is an IDX file of labels: are the two files swapped?)";
          default -> "";
        };
    throw new InvalidInputException(
        String.format(
            Locale.ROOT,
            "%s is no IDX file of %s: its magic number must be 0x%08x, was 0x%08x%s",
            file,
            what,
            expected,
            given,
            hint));
  }

  private static Shape shape(Path file, int[] dims) {
    try {
      return Shape.of(dims);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(file + " is damaged: " + e.getMessage(), e);
    }
  }
}
