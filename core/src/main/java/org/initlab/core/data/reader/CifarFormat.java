package org.initlab.core.data.reader;

import java.util.List;
import org.initlab.core.tensor.Shape;

/**
 * The binary version of CIFAR (A. Krizhevsky, Learning multiple layers of features from tiny
 * images, 2009): records of label bytes and 3×32×32 pixels, channels first, rows from the top.
 *
 * @param labels how many labels each may have, in the order of a record's label bytes; the last is
 *     the class
 * @param trainFiles in their order
 * @param folder the archive's folder
 * @param archive the official archive
 */
public record CifarFormat(
    String title,
    List<Integer> labels,
    List<String> trainFiles,
    String testFile,
    String folder,
    String archive) {
  public static final Shape SHAPE = Shape.of(3, 32, 32);

  public static final CifarFormat CIFAR10 =
      new CifarFormat(
          "CIFAR-10",
          List.of(10),
          List.of(
              "data_batch_1.bin",
              "data_batch_2.bin",
              "data_batch_3.bin",
              "data_batch_4.bin",
              "data_batch_5.bin"),
          "test_batch.bin",
          "cifar-10-batches-bin",
          "cifar-10-binary.tar.gz");

  /** A record has the label of its superclass, which is not used, before that of its class. */
  public static final CifarFormat CIFAR100 =
      new CifarFormat(
          "CIFAR-100",
          List.of(20, 100),
          List.of("train.bin"),
          "test.bin",
          "cifar-100-binary",
          "cifar-100-binary.tar.gz");

  /** Bytes of a record. */
  int record() {
    return labels.size() + SHAPE.size();
  }

  int classes() {
    return labels.get(labels.size() - 1);
  }
}
