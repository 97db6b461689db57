package org.initlab.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches made ahead are those made on demand, in the same order; failures and ends arrive. */
@Timeout(60)
class PrefetcherTest {
  private static final Shape SHAPE = Shape.of(1, 2, 3);
  private static final Normalization CENTRED = Normalization.centred(255, 1);
  private static final Batcher BATCHER =
      Batcher.training(Ramp.of(501, SHAPE), CENTRED, Augmentation.CIFAR, 10, new Seed(3));

  @Test
  void batchesComeInOrderFromWhereverTheRunResumes() {
    Epoch epoch = BATCHER.epoch(2);
    Batch expected = BATCHER.newBatch();
    for (int from : new int[] {0, 17, 50, 51}) {
      int index = from;
      try (BatchStream stream = BATCHER.stream(2, from)) {
        for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
          epoch.fill(index, expected);
          assertThat(batch.index()).isEqualTo(index++);
          assertThat(batch.inputs()).isEqualTo(expected.inputs());
          assertThat(batch.labels()).isEqualTo(expected.labels());
        }
        assertThat(stream.next()).isNull();
      }
      assertThat(index).isEqualTo(51);
    }
  }

  @Test
  void aLentBatchStaysAsItIsUntilTheNextIsAskedFor() {
    try (BatchStream stream = BATCHER.stream(0, 0)) {
      Batch batch = stream.next();
      double[] copy = batch.inputs().data().clone();
      // the maker fills what it may and then waits; that state is the one to test in
      while (maker().getState() != Thread.State.WAITING) Thread.onSpinWait();
      assertThat(batch.inputs().data()).isEqualTo(copy);
    }
  }

  @Test
  void whatFailsInTheMakerFailsInTheConsumer() {
    Samples samples = Ramp.of(4, SHAPE);
    Epoch broken =
        new Epoch(0, samples, new int[] {0, 1, 99}, 1, new SampleTransform(SHAPE, CENTRED));
    Batcher batcher = Batcher.ordered(samples, CENTRED, 1);
    try (BatchStream stream = new Prefetcher(batcher, broken, 0)) {
      assertThat(stream.next().index()).isZero();
      assertThat(stream.next().index()).isEqualTo(1);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(stream::next)
            .isInstanceOf(ArrayIndexOutOfBoundsException.class)
            .hasMessageContaining("99");
      }
    }
  }

  @Test
  void closingEndsTheThreadAndTheStream() {
    BatchStream stream = BATCHER.stream(0, 0);
    stream.next();
    Thread maker = maker();
    stream.close();
    stream.close();
    assertThat(maker.isAlive()).isFalse();
    assertThatThrownBy(stream::next).hasMessage("batches are closed");
  }

  private static Thread maker() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals("initlab-batches"))
        .findFirst()
        .orElseThrow();
  }
}
