package org.initlab.core.data.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.initlab.core.data.Samples;
import org.initlab.core.data.Source;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;

/**
 * A folder or .zip of PNG and JPEG files, a folder for each class: {@code train/CLASS/IMAGE} and
 * {@code test/CLASS/IMAGE}, or {@code CLASS/IMAGE}, of which the fifth, tenth, … image of each
 * class is for the test. Classes and images are sorted by name. All images have one size and one
 * number of channels.
 */
public final class ImageTreeReader {
  /** The limits for what would otherwise fill the memory, in words. */
  public static final String LIMITS =
      "64 MiB a file, 4 GiB decompressed, 4096×4096 pixels an image, 2 GiB of pixels a part";

  private ImageTreeReader() {}

  /** Training and test samples, the classes by label, and what was read. */
  public record Content(List<String> classes, Samples train, Samples test, Source source) {}

  /**
   * @throws InvalidInputException in one line that names the file: where one is no PNG or JPEG,
   *     damaged, of another size or kind than the first, or over a limit; where a class folder is
   *     empty; where an entry points outside its archive
   */
  public static Content read(Path tree) {
    try (ImageFiles files = ImageFiles.open(tree);
        ImageDecoder decoder = new ImageDecoder()) {
      ClassFolders folders = ClassFolders.of(tree.toString(), files.paths());
      Reading reading = new Reading(tree, files, decoder);
      Samples train = reading.samples(folders.classes(), folders.train());
      Samples test = reading.samples(folders.classes(), folders.test());
      return new Content(folders.classes(), train, test, files.source());
    } catch (IOException e) {
      throw new InvalidInputException(tree + " cannot be read: " + e, e);
    }
  }

  /** Decodes a tree's images, all of the first one's shape. */
  private static final class Reading {
    private final Path tree;
    private final ImageFiles files;
    private final ImageDecoder decoder;
    private Shape shape;
    private String first;

    Reading(Path tree, ImageFiles files, ImageDecoder decoder) {
      this.tree = tree;
      this.files = files;
      this.decoder = decoder;
    }

    Samples samples(List<String> classes, Map<String, List<String>> images) throws IOException {
      int n = images.values().stream().mapToInt(List::size).sum();
      byte[] pixels = null;
      int[] labels = new int[n];
      int sample = 0;
      for (Map.Entry<String, List<String>> e : images.entrySet()) {
        for (String path : e.getValue()) {
          ImageDecoder.Image image = decoder.decode(tree + ": " + path, files.read(path));
          requireShape(path, image.shape());
          if (pixels == null) pixels = new byte[bytes(n)];
          labels[sample] = classes.indexOf(e.getKey());
          planar(image, pixels, sample++ * shape.size());
        }
      }
      return Samples.of(shape, pixels, labels);
    }

    private void requireShape(String path, Shape given) {
      if (shape == null) {
        shape = given;
        first = path;
      }
      if (!given.equals(shape)) {
        throw new InvalidInputException(
            tree
                + ": all images must have one size and kind, but "
                + first
                + " is "
                + shape
                + " (channels×height×width) and "
                + path
                + " is "
                + given);
      }
    }

    private int bytes(int n) {
      long bytes = (long) n * shape.size();
      if (bytes > Integer.MAX_VALUE) {
        throw new InvalidInputException(
            tree + ": " + n + " images of " + shape + " need more than 2 GiB, which is the limit");
      }
      return (int) bytes;
    }

    private void planar(ImageDecoder.Image image, byte[] pixels, int to) {
      int channels = shape.dim(0);
      int area = shape.dim(1) * shape.dim(2);
      for (int p = 0; p < area; p++) {
        for (int c = 0; c < channels; c++) {
          pixels[to + c * area + p] = (byte) image.values()[p * channels + c];
        }
      }
    }
  }
}
