package org.initlab.core.data;

import java.util.List;
import java.util.stream.IntStream;
import org.initlab.core.data.reader.DigitsReader;
import org.initlab.core.data.reader.Labelled;

/** UCI digits, which the jar holds. They come without a split: every fifth is for the test. */
final class DigitsDataset {
  private DigitsDataset() {}

  static Dataset read(String name, List<String> classNames) {
    Labelled all = DigitsReader.read();
    int n = all.samples().size();
    int[] train = IntStream.range(0, n).filter(i -> i % 5 != 4).toArray();
    int[] test = IntStream.range(0, n).filter(i -> i % 5 == 4).toArray();
    return new Dataset(
        name,
        classNames,
        all.samples().subset(train),
        all.samples().subset(test),
        Normalization.centred(DigitsReader.MAX, 1),
        Augmentation.NONE,
        all.sources());
  }
}
