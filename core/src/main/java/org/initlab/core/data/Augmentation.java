package org.initlab.core.data;

import org.initlab.core.error.Arguments;

/**
 * Random changes of training images, in this order: a crop of the image's own size out of the image
 * padded with black, a horizontal flip with probability ½, and after normalization a square of
 * zeros centred at a random pixel (cutout, DeVries and Taylor 2017), of which what stands over the
 * edge is lost.
 *
 * @param padding of the crop in pixels on every side, 0 for none
 * @param flip whether to flip
 * @param cutout side of the square in pixels, 0 for none
 */
public record Augmentation(int padding, boolean flip, int cutout) {
  public static final Augmentation NONE = new Augmentation(0, false, 0);

  /** What Arpit et al. 2019 train on CIFAR with. */
  public static final Augmentation CIFAR = new Augmentation(4, true, 0);

  /** The side of Arpit et al. 2019's square under {@code --cutout}. */
  public static final int CUTOUT_SIDE = 16;

  public Augmentation {
    Arguments.notNegative("padding", padding);
    Arguments.notNegative("cutout", cutout);
  }

  public Augmentation withCutout(int side) {
    return new Augmentation(padding, flip, side);
  }
}
