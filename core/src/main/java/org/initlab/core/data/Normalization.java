package org.initlab.core.data;

import java.util.Collections;
import java.util.List;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;

/**
 * What makes network inputs of pixel values, per channel: (value / max − mean) / std.
 *
 * @param max the value of the brightest pixel, 1..255
 * @param mean per channel, of values in 0..1
 * @param std per channel, of values in 0..1
 */
public record Normalization(int max, List<Double> mean, List<Double> std) {
  /** The constants of Arpit et al. 2019's program for CIFAR-10, which it uses for CIFAR-100 too. */
  public static final Normalization CIFAR =
      new Normalization(255, List.of(0.4914, 0.4822, 0.4465), List.of(0.2023, 0.1994, 0.2010));

  private static final int VALUES = 256;

  public Normalization {
    if (max < 1 || max > 255) {
      throw new InvalidInputException("brightest pixel must be in 1..255, was " + max);
    }
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != std.size()) {
      throw new InvalidInputException(
          "normalization has means of " + mean.size() + " channels and stds of " + std.size());
    }
    mean.forEach(m -> Arguments.finite("mean", m));
    std.forEach(s -> Arguments.positive("std", s));
  }

  /** value / max − 0.5, Arpit et al. 2019's for MNIST. */
  public static Normalization centred(int max, int channels) {
    return new Normalization(
        max, Collections.nCopies(channels, 0.5), Collections.nCopies(channels, 1.0));
  }

  public int channels() {
    return mean.size();
  }

  public double apply(int channel, int value) {
    return ((double) value / max - mean.get(channel)) / std.get(channel);
  }

  /** The input of every byte value: channels×256. Looking it up is cheaper than dividing. */
  double[] table() {
    double[] table = new double[channels() * VALUES];
    for (int i = 0; i < table.length; i++) table[i] = apply(i / VALUES, i % VALUES);
    return table;
  }
}
