package org.initlab.core.train;

import java.util.Optional;
import org.initlab.core.data.Augmentation;
import org.initlab.core.data.Batch;
import org.initlab.core.data.Batcher;
import org.initlab.core.data.Normalization;
import org.initlab.core.data.Split;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;

/**
 * The mini-batches of a run.
 *
 * @param validation held-out samples that choose the best epoch, where there are any
 */
public record TrainingData(Batcher train, Optional<Batcher> validation, Batcher test) {
  /** Mini-batches of a split, all drawn from {@code seed}. */
  public static TrainingData of(
      Split split, Normalization normalization, Augmentation augmentation, int size, Seed seed) {
    return new TrainingData(
        Batcher.training(split.train(), normalization, augmentation, size, seed),
        split.validation().map(held -> Batcher.ordered(held, normalization, size)),
        Batcher.ordered(split.test(), normalization, size));
  }

  /** The inputs of the first training batch, which data-dependent schemes look at. */
  public Tensor firstBatch() {
    Batch batch = train.newBatch();
    train.epoch(0).fill(0, batch);
    Tensor inputs = batch.inputs();
    return Tensor.of(inputs.shape(), inputs.data().clone());
  }
}
