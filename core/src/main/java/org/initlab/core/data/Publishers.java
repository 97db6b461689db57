package org.initlab.core.data;

import java.util.List;
import org.initlab.core.data.fetch.Download;

/**
 * Where data sets are published, with sizes and MD5 sums as published: MNIST by its mirror at the
 * PyTorch project (the authors' site no longer serves it), Fashion-MNIST by Zalando Research, CIFAR
 * by A. Krizhevsky at the University of Toronto.
 */
final class Publishers {
  private static final String PYTORCH = "https://ossci-datasets.s3.amazonaws.com/mnist/";

  /** Offered without TLS alone. */
  private static final String ZALANDO =
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";

  private static final String TORONTO = "https://www.cs.toronto.edu/~kriz/";

  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte.gz";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte.gz";
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte.gz";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte.gz";

  static final List<Download> MNIST =
      List.of(
          Download.under(PYTORCH, TRAIN_IMAGES, 9912422, "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
          Download.under(PYTORCH, TRAIN_LABELS, 28881, "d53e105ee54ea40749a09fcbcd1e9432"),
          Download.under(PYTORCH, TEST_IMAGES, 1648877, "9fb629c4189551a2d022fa330f9573f3"),
          Download.under(PYTORCH, TEST_LABELS, 4542, "ec29112dd5afa0611ce80d1b7f02629c"));

  static final List<Download> FASHION_MNIST =
      List.of(
          Download.under(ZALANDO, TRAIN_IMAGES, 26421880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
          Download.under(ZALANDO, TRAIN_LABELS, 29515, "25c81989df183df01b3e8a0aad5dffbe"),
          Download.under(ZALANDO, TEST_IMAGES, 4422102, "bef4ecab320f06d8554ea6380940ec79"),
          Download.under(ZALANDO, TEST_LABELS, 5148, "bb300cfdad3c16e7a12a480ee83cd310"));

  static final List<Download> CIFAR10 =
      List.of(
          Download.under(
              TORONTO, "cifar-10-binary.tar.gz", 170052171, "c32a1d4ab5d03f1284b67883e8d87530"));

  static final List<Download> CIFAR100 =
      List.of(
          Download.under(
              TORONTO, "cifar-100-binary.tar.gz", 168513733, "03b5dce01913d631647c71ecec9e9cb8"));

  private Publishers() {}
}
