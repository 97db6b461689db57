package org.initlab.core.data;

import java.util.Arrays;
import org.initlab.core.tensor.Shape;

/** Pixels to network inputs: crop, flip, normalization and cutout in one pass. */
final class SampleTransform {
  private static final int VALUES = 256;

  private final int channels;
  private final int height;
  private final int width;
  private final double[] table;
  private final Augmentation augmentation;
  private final AugmentationDraws draws;

  SampleTransform(Shape shape, Normalization normalization) {
    this(shape, normalization.table(), Augmentation.NONE, null);
  }

  private SampleTransform(
      Shape shape, double[] table, Augmentation augmentation, AugmentationDraws draws) {
    this.channels = shape.dim(0);
    this.height = shape.dim(1);
    this.width = shape.dim(2);
    this.table = table;
    this.augmentation = augmentation;
    this.draws = draws;
  }

  SampleTransform augmented(Augmentation with, AugmentationDraws drawn) {
    return new SampleTransform(Shape.of(channels, height, width), table, with, drawn);
  }

  /** Writes one sample from {@code to} on. */
  void write(Samples samples, int sample, double[] out, int to) {
    byte[] pixels = samples.pixels();
    int from = samples.offset(sample);
    if (augmentation.equals(Augmentation.NONE)) copy(pixels, from, out, to);
    else augment(sample, pixels, from, out, to);
  }

  private void copy(byte[] pixels, int from, double[] out, int to) {
    int area = height * width;
    for (int c = 0; c < channels; c++) {
      for (int p = c * area; p < (c + 1) * area; p++) {
        out[to + p] = table[c * VALUES + (pixels[from + p] & 0xFF)];
      }
    }
  }

  private void augment(int sample, byte[] pixels, int from, double[] out, int to) {
    int down = draws.down(sample) - augmentation.padding();
    int right = draws.right(sample) - augmentation.padding();
    boolean flip = draws.flip(sample);
    for (int c = 0; c < channels; c++) {
      double black = table[c * VALUES];
      for (int y = 0; y < height; y++) {
        int row = from + (c * height + y + down) * width;
        boolean outside = y + down < 0 || y + down >= height;
        int o = to + (c * height + y) * width;
        for (int x = 0; x < width; x++) {
          int column = (flip ? width - 1 - x : x) + right;
          out[o + x] =
              outside || column < 0 || column >= width
                  ? black
                  : table[c * VALUES + (pixels[row + column] & 0xFF)];
        }
      }
    }
    if (augmentation.cutout() > 0) cut(draws.cutRow(sample), draws.cutColumn(sample), out, to);
  }

  /** A square of even side reaches one pixel further to the top and left of its centre. */
  private void cut(int row, int column, double[] out, int to) {
    int side = augmentation.cutout();
    int top = Math.max(0, row - side / 2);
    int bottom = Math.min(height, row - side / 2 + side);
    int left = Math.max(0, column - side / 2);
    int end = Math.min(width, column - side / 2 + side);
    for (int c = 0; c < channels; c++) {
      for (int y = top; y < bottom; y++) {
        int o = to + (c * height + y) * width;
        Arrays.fill(out, o + left, o + end, 0);
      }
    }
  }
}
