package org.initlab.core.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;

/**
 * Labelled samples, pixels kept as the unsigned bytes of their file. A subset is a view that shares
 * them, so splits cost four bytes per sample.
 */
public final class Samples {
  private final Shape shape;
  private final byte[] pixels;
  private final int[] labels;
  private final int[] rows;

  private Samples(Shape shape, byte[] pixels, int[] labels, int[] rows) {
    this.shape = shape;
    this.pixels = pixels;
    this.labels = labels;
    this.rows = rows;
  }

  /**
   * Wraps both arrays without a copy; the caller no longer writes to them.
   *
   * @param shape of one sample, channels×height×width
   * @param pixels one sample after the other, each in the order of its shape
   * @throws InvalidInputException where the shape is no image, there is no sample, or the sizes do
   *     not fit
   */
  public static Samples of(Shape shape, byte[] pixels, int[] labels) {
    if (shape.rank() != 3) {
      throw new InvalidInputException("sample must be channels×height×width, was " + shape);
    }
    if (labels.length == 0) throw new InvalidInputException("a data set needs a sample at least");
    if (pixels.length != (long) labels.length * shape.size()) {
      throw new InvalidInputException(
          labels.length
              + " samples of "
              + shape
              + " need "
              + (long) labels.length * shape.size()
              + " pixel values, was given "
              + pixels.length);
    }
    return new Samples(shape, pixels, labels, IntStream.range(0, labels.length).toArray());
  }

  /** The number of samples. */
  public int size() {
    return rows.length;
  }

  /** Of one sample: channels×height×width. */
  public Shape shape() {
    return shape;
  }

  public int label(int sample) {
    return labels[rows[sample]];
  }

  /** The unsigned value 0..255 at {@code position} of a sample, counted in the shape's order. */
  public int pixel(int sample, int position) {
    return pixels[offset(sample) + position] & 0xFF;
  }

  /** The samples at these indices, in this order. */
  public Samples subset(int[] indices) {
    return new Samples(shape, pixels, labels, Arrays.stream(indices).map(i -> rows[i]).toArray());
  }

  /**
   * The first {@code n} samples.
   *
   * @throws InvalidInputException where there are fewer
   */
  public Samples first(int n) {
    if (n < 1 || n > size()) {
      throw new InvalidInputException("samples must be 1 to " + size() + " here, was " + n);
    }
    return new Samples(shape, pixels, labels, Arrays.copyOf(rows, n));
  }

  byte[] pixels() {
    return pixels;
  }

  /** Where in {@link #pixels()} a sample begins. */
  int offset(int sample) {
    return rows[sample] * shape.size();
  }
}
