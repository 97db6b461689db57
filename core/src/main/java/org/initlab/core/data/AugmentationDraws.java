package org.initlab.core.data;

import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;

/**
 * The random numbers of an epoch's augmentation, by sample. They are drawn in the order of the
 * samples, a stream for each kind, before any batch is made: so no order of batches, batch size,
 * thread or other augmentation changes them.
 */
final class AugmentationDraws {
  private final int[] down;
  private final int[] right;
  private final int[] flip;
  private final int[] cutRow;
  private final int[] cutColumn;

  private AugmentationDraws(int[] down, int[] right, int[] flip, int[] cutRow, int[] cutColumn) {
    this.down = down;
    this.right = right;
    this.flip = flip;
    this.cutRow = cutRow;
    this.cutColumn = cutColumn;
  }

  static AugmentationDraws draw(
      Augmentation augmentation, Shape sample, int samples, Seed seed, int epoch) {
    String place = "/epoch/" + epoch;
    int shifts = 2 * augmentation.padding() + 1;
    boolean cutout = augmentation.cutout() > 0;
    return new AugmentationDraws(
        uniform(seed, "data/crop-row" + place, samples, shifts),
        uniform(seed, "data/crop-column" + place, samples, shifts),
        uniform(seed, "data/flip" + place, samples, augmentation.flip() ? 2 : 1),
        uniform(seed, "data/cutout-row" + place, samples, cutout ? sample.dim(1) : 1),
        uniform(seed, "data/cutout-column" + place, samples, cutout ? sample.dim(2) : 1));
  }

  /** Rows of the padded image above the crop, 0..2·padding. */
  int down(int sample) {
    return at(down, sample);
  }

  /** Columns of the padded image left of the crop, 0..2·padding. */
  int right(int sample) {
    return at(right, sample);
  }

  boolean flip(int sample) {
    return at(flip, sample) == 1;
  }

  int cutRow(int sample) {
    return at(cutRow, sample);
  }

  int cutColumn(int sample) {
    return at(cutColumn, sample);
  }

  private static int at(int[] draws, int sample) {
    return draws.length == 0 ? 0 : draws[sample];
  }

  /** One value of 0..below−1 per sample; none where there is no choice. */
  private static int[] uniform(Seed seed, String stream, int samples, int below) {
    if (below == 1) return new int[0];
    UniformRandomProvider random = seed.stream(stream);
    int[] draws = new int[samples];
    for (int i = 0; i < samples; i++) draws[i] = random.nextInt(below);
    return draws;
  }
}
