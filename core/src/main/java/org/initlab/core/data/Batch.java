package org.initlab.core.data;

import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * A batch in buffers that are filled again and again. Whoever is given one reads it until it asks
 * for the next; what must live longer is copied.
 */
public final class Batch {
  private final Shape sample;
  private int epoch;
  private int index;
  private Tensor inputs;
  private int[] labels;
  private Tensor otherInputs;
  private int[] otherLabels;

  Batch(Shape sample, int size) {
    this.sample = sample;
    inputs = Tensor.zeros(sample.batched(size));
    labels = new int[size];
  }

  /** N×channels×height×width, normalized. */
  public Tensor inputs() {
    return inputs;
  }

  /** N labels. */
  public int[] labels() {
    return labels;
  }

  /** N. */
  public int size() {
    return labels.length;
  }

  public int epoch() {
    return epoch;
  }

  /** Which batch of its epoch this is, from 0. */
  public int index() {
    return index;
  }

  /**
   * Makes room for a batch. An epoch has batches of two sizes, full ones and a last one; buffers of
   * both are kept.
   */
  void become(int epoch, int index, int size) {
    this.epoch = epoch;
    this.index = index;
    if (size == labels.length) return;
    Tensor keptInputs = inputs;
    int[] keptLabels = labels;
    boolean fits = otherLabels != null && otherLabels.length == size;
    inputs = fits ? otherInputs : Tensor.zeros(sample.batched(size));
    labels = fits ? otherLabels : new int[size];
    otherInputs = keptInputs;
    otherLabels = keptLabels;
  }
}
