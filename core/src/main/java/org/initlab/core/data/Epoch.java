package org.initlab.core.data;

import org.initlab.core.error.InvalidInputException;

/** The batches of one epoch, each to be had at any time. It never changes, so threads share it. */
public final class Epoch {
  private final int number;
  private final Samples samples;
  private final int[] order;
  private final int batchSize;
  private final SampleTransform transform;

  Epoch(int number, Samples samples, int[] order, int batchSize, SampleTransform transform) {
    this.number = number;
    this.samples = samples;
    this.order = order;
    this.batchSize = batchSize;
    this.transform = transform;
  }

  public int batches() {
    return (order.length - 1) / batchSize + 1;
  }

  /**
   * Fills {@code into} with batch {@code index}; allocates nothing but, once, the buffers of a
   * smaller last batch.
   *
   * @param index from 0 to below {@link #batches()}
   */
  public void fill(int index, Batch into) {
    if (index < 0 || index >= batches()) {
      throw new InvalidInputException(
          "batch must be in 0.." + (batches() - 1) + " of an epoch, was " + index);
    }
    int first = index * batchSize;
    int n = Math.min(batchSize, order.length - first);
    into.become(number, index, n);
    int size = samples.shape().size();
    double[] inputs = into.inputs().data();
    int[] labels = into.labels();
    for (int i = 0; i < n; i++) {
      int sample = order[first + i];
      labels[i] = samples.label(sample);
      transform.write(samples, sample, inputs, i * size);
    }
  }
}
