package org.initlab.core.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;

/**
 * A data set for classification.
 *
 * @param name as on the command line
 * @param classNames by label
 * @param augmentation what the original program trains with, without cutout
 * @param sources the files it was read from
 */
public record Dataset(
    String name,
    List<String> classNames,
    Samples train,
    Samples test,
    Normalization normalization,
    Augmentation augmentation,
    List<Source> sources) {

  public Dataset {
    classNames = List.copyOf(classNames);
    sources = List.copyOf(sources);
    if (!train.shape().equals(test.shape())) {
      throw new InvalidInputException(
          name + ": training samples are " + train.shape() + ", test samples " + test.shape());
    }
    if (normalization.channels() != train.shape().dim(0)) {
      throw new InvalidInputException(
          name
              + ": normalization is for "
              + normalization.channels()
              + " channels, samples are "
              + train.shape());
    }
    requireLabels(name + " training sample", train, classNames.size());
    requireLabels(name + " test sample", test, classNames.size());
  }

  public int classes() {
    return classNames.size();
  }

  /** Of one sample: channels×height×width. */
  public Shape shape() {
    return train.shape();
  }

  /**
   * Holds floor(fraction · n) training samples out for validation, a random choice drawn from the
   * seed alone; both parts keep the order of the file.
   *
   * @param fraction 0 ≤ fraction < 1; 0 holds none out
   * @throws InvalidInputException where the fraction is outside, or so small that it holds none out
   */
  public Split split(double fraction, Seed seed) {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new InvalidInputException(
          "val_fraction must be at least 0 and below 1, was " + fraction);
    }
    int held = (int) Math.floor(fraction * train.size());
    if (fraction == 0) return Split.withoutValidation(train, test);
    if (held == 0) {
      throw new InvalidInputException(
          "val_fraction " + fraction + " of " + train.size() + " samples holds none out");
    }
    int[] order = Permutation.draw(train.size(), seed.stream("data/validation"));
    return new Split(
        train.subset(sorted(order, held, order.length)),
        Optional.of(train.subset(sorted(order, 0, held))),
        test);
  }

  private static int[] sorted(int[] order, int from, int to) {
    int[] part = Arrays.copyOfRange(order, from, to);
    Arrays.sort(part);
    return part;
  }

  private static void requireLabels(String what, Samples samples, int classes) {
    for (int i = 0; i < samples.size(); i++) {
      int label = samples.label(i);
      if (label < 0 || label >= classes) {
        throw new InvalidInputException(
            what + " " + i + ": label must be in 0.." + (classes - 1) + ", was " + label);
      }
    }
  }
}
