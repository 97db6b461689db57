package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;

/** Is told the batch statistics of every batch normalization that runs in training mode. */
@FunctionalInterface
interface BatchStatistics {
  BatchStatistics IGNORED = (kernel, mean, variance, count) -> {};

  /**
   * @param mean of each feature, in the shape that broadcasts over the batch
   * @param variance the biased one, likewise
   * @param count values per feature
   */
  void accept(BatchNormKernel kernel, NDArray mean, NDArray variance, long count);
}
