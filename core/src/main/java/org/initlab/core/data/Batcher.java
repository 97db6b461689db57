package org.initlab.core.data;

import org.initlab.core.error.Arguments;
import org.initlab.core.random.Seed;

/**
 * Makes batches of samples. An epoch's order and augmentation are drawn from (seed, epoch) alone,
 * so a run resumes at any batch of any epoch without a replay, and no thread or batch size changes
 * a sample. The last batch of an epoch holds what is left, as PyTorch's DataLoader (which the
 * original program uses) does by default; nothing is dropped.
 */
public final class Batcher {
  private final Samples samples;
  private final Normalization normalization;
  private final Augmentation augmentation;
  private final int batchSize;
  private final Seed seed;

  private Batcher(
      Samples samples,
      Normalization normalization,
      Augmentation augmentation,
      int batchSize,
      Seed seed) {
    this.samples = samples;
    this.normalization = normalization;
    this.augmentation = augmentation;
    this.batchSize = Arguments.positive("batch_size", batchSize);
    this.seed = seed;
  }

  /** Shuffled anew in every epoch, and augmented. */
  public static Batcher training(
      Samples samples,
      Normalization normalization,
      Augmentation augmentation,
      int batchSize,
      Seed seed) {
    return new Batcher(samples, normalization, augmentation, batchSize, seed);
  }

  /** In the order of the samples, every epoch alike: for validation and test. */
  public static Batcher ordered(Samples samples, Normalization normalization, int batchSize) {
    return new Batcher(samples, normalization, Augmentation.NONE, batchSize, null);
  }

  /** Batches per epoch, the last and possibly smaller one included. */
  public int batches() {
    return (samples.size() - 1) / batchSize + 1;
  }

  /** Samples per epoch. */
  public int samples() {
    return samples.size();
  }

  /** Buffers for {@link Epoch#fill}. */
  public Batch newBatch() {
    return new Batch(samples.shape(), Math.min(batchSize, samples.size()));
  }

  /**
   * An epoch, drawn.
   *
   * @param epoch from 0
   */
  public Epoch epoch(int epoch) {
    Arguments.notNegative("epoch", epoch);
    SampleTransform transform = new SampleTransform(samples.shape(), normalization);
    int n = samples.size();
    if (seed == null) {
      return new Epoch(epoch, samples, Permutation.identity(n), batchSize, transform);
    }
    int[] order = Permutation.draw(n, seed.stream("data/order/epoch/" + epoch));
    AugmentationDraws draws = AugmentationDraws.draw(augmentation, samples.shape(), n, seed, epoch);
    return new Epoch(epoch, samples, order, batchSize, transform.augmented(augmentation, draws));
  }

  /** The batches of an epoch from {@code from} on, made ahead in a thread of their own. */
  public BatchStream stream(int epoch, int from) {
    return new Prefetcher(this, epoch(epoch), from);
  }
}
