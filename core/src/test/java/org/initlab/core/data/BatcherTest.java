package org.initlab.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The order of batches and what is in them. */
class BatcherTest {
  private static final Shape PIXEL = Shape.of(1, 1, 1);
  private static final Normalization IDENTITY =
      new Normalization(1, List.of(0.0), List.of(1.0)); // a pixel's value itself

  /** 200 samples whose one pixel is their index. */
  private static final Samples NUMBERED =
      Samples.of(
          PIXEL,
          bytes(IntStream.range(0, 200).toArray()),
          IntStream.range(0, 200).map(i -> i % 10).toArray());

  @Test
  void anEpochShowsEverySampleOnceWithItsLabelAndKeepsTheLastPartialBatch() {
    Batcher batcher = training(64, 1);
    Epoch epoch = batcher.epoch(0);
    Batch batch = batcher.newBatch();
    List<Integer> sizes = new ArrayList<>();
    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < epoch.batches(); i++) {
      epoch.fill(i, batch);
      sizes.add(batch.size());
      assertThat(batch.inputs().shape()).isEqualTo(PIXEL.batched(batch.size()));
      for (int j = 0; j < batch.size(); j++) {
        seen.add((int) batch.inputs().data()[j]);
        assertThat(batch.labels()[j]).isEqualTo((int) batch.inputs().data()[j] % 10);
      }
    }
    assertThat(sizes).containsExactly(64, 64, 64, 8);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(range(200)).isNotEqualTo(range(200));
  }

  @Test
  void theOrderDependsOnSeedAndEpochAlone() {
    assertThat(order(training(64, 1), 3)).isEqualTo(order(training(7, 1), 3));
    assertThat(order(training(64, 1), 3)).isNotEqualTo(order(training(64, 1), 2));
    assertThat(order(training(64, 1), 3)).isNotEqualTo(order(training(64, 2), 3));
  }

  @Test
  void theDrawsAreThoseOfAnIndependentProgram() {
    // numpy 2: Philox as SeedTest has it, its words cut into halves, the lower first; below n by
    // Lemire's method (2019); Fisher–Yates from the last place on
    assertThat(Permutation.draw(10, new Seed(1).stream("data/order/epoch/0")))
        .containsExactly(1, 5, 6, 2, 0, 4, 7, 8, 3, 9);
    assertThat(Permutation.draw(10, new Seed(1).stream("data/order/epoch/1")))
        .containsExactly(8, 4, 7, 3, 6, 1, 2, 0, 9, 5);
    Batcher batcher =
        Batcher.training(NUMBERED.first(10), IDENTITY, Augmentation.NONE, 10, new Seed(1));
    assertThat(order(batcher, 1)).containsExactly(8, 4, 7, 3, 6, 1, 2, 0, 9, 5);
    AugmentationDraws draws =
        AugmentationDraws.draw(
            Augmentation.CIFAR.withCutout(16), Shape.of(3, 32, 32), 8, new Seed(7), 1);
    assertThat(IntStream.range(0, 8).map(draws::down)).containsExactly(2, 4, 8, 4, 2, 3, 4, 0);
    assertThat(IntStream.range(0, 8).map(i -> draws.flip(i) ? 1 : 0))
        .containsExactly(0, 1, 0, 1, 0, 1, 1, 1);
    assertThat(IntStream.range(0, 8).map(draws::cutColumn))
        .containsExactly(13, 2, 20, 6, 28, 22, 20, 27);
  }

  @Test
  void aBatchInTheMiddleNeedsNoneOfThoseBefore() {
    Batcher batcher = training(30, 5);
    Batch resumed = batcher.newBatch();
    batcher.epoch(4).fill(3, resumed);
    List<Integer> all = order(training(30, 5), 4);
    assertThat(Arrays.stream(resumed.inputs().data()).mapToObj(d -> (int) d))
        .containsExactlyElementsOf(all.subList(90, 120));
    assertThat(resumed.epoch()).isEqualTo(4);
    assertThat(resumed.index()).isEqualTo(3);
  }

  @Test
  void orderedBatchesAreInTheOrderOfTheFile() {
    assertThat(order(Batcher.ordered(NUMBERED, IDENTITY, 33), 5)).isEqualTo(range(200));
  }

  @Test
  void buffersOfBothSizesAreKept() {
    Batcher batcher = training(64, 1);
    Epoch epoch = batcher.epoch(0);
    Batch batch = batcher.newBatch();
    Tensor[] tensors = new Tensor[8];
    for (int i = 0; i < 8; i++) {
      epoch.fill(i % 4, batch);
      tensors[i] = batch.inputs();
    }
    assertThat(tensors[4]).isSameAs(tensors[0]).isSameAs(tensors[2]);
    assertThat(tensors[7]).isSameAs(tensors[3]);
  }

  @Test
  void fillingAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Samples samples = Ramp.of(1000, Shape.of(3, 8, 8));
    Batcher batcher =
        Batcher.training(
            samples, Normalization.CIFAR, Augmentation.CIFAR.withCutout(4), 64, new Seed(1));
    Epoch epoch = batcher.epoch(0);
    Batch batch = batcher.newBatch();
    long allocated = 0;
    for (int round = 0; round < 2; round++) {
      // the first round makes the smaller last batch's buffers and loads classes
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < epoch.batches(); i++) epoch.fill(i, batch);
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    // a byte for each sample would be 1000
    assertThat(allocated).isLessThan(1000);
  }

  @Test
  void pixelsAreNormalizedPerChannel() {
    Samples samples = Samples.of(Shape.of(3, 1, 1), bytes(0, 128, 255), new int[] {0});
    Batcher batcher = Batcher.ordered(samples, Normalization.CIFAR, 1);
    Batch batch = batcher.newBatch();
    batcher.epoch(0).fill(0, batch);
    // (value/255 − mean)/std by hand; one rounding per operation, so 4 ulp bound the difference
    assertThat(batch.inputs().data()[0]).isCloseTo(-2.4290657439446366, ulps(4));
    assertThat(batch.inputs().data()[1]).isCloseTo((128 / 255.0 - 0.4822) / 0.1994, ulps(4));
    assertThat(batch.inputs().data()[2]).isCloseTo(2.7537313432835817, ulps(4));
  }

  @Test
  void validationIsHeldOutByTheSeed() {
    Dataset dataset =
        new Dataset(
            "numbered",
            KnownDataset.numbered(10),
            NUMBERED,
            NUMBERED.first(5),
            IDENTITY,
            Augmentation.NONE,
            List.of());
    Split split = dataset.split(0.1, new Seed(1));
    List<Integer> held = pixels(split.validation().orElseThrow());
    List<Integer> kept = pixels(split.train());
    assertThat(held).hasSize(20).isSorted().doesNotContainAnyElementsOf(kept);
    assertThat(kept).hasSize(180).isSorted();
    assertThat(split.test().size()).isEqualTo(5);
    assertThat(pixels(dataset.split(0.1, new Seed(1)).validation().orElseThrow())).isEqualTo(held);
    assertThat(pixels(dataset.split(0.1, new Seed(2)).validation().orElseThrow()))
        .isNotEqualTo(held);
    assertThat(dataset.split(0, new Seed(1)).validation()).isEmpty();
    assertThat(dataset.split(0, new Seed(1)).train().size()).isEqualTo(200);
    assertThatThrownBy(() -> dataset.split(1, new Seed(1)))
        .hasMessage("val_fraction must be at least 0 and below 1, was 1.0");
    assertThatThrownBy(() -> dataset.split(0.001, new Seed(1)))
        .hasMessage("val_fraction 0.001 of 200 samples holds none out");
  }

  private static Batcher training(int batchSize, long seed) {
    return Batcher.training(NUMBERED, IDENTITY, Augmentation.NONE, batchSize, new Seed(seed));
  }

  private static List<Integer> order(Batcher batcher, int number) {
    Epoch epoch = batcher.epoch(number);
    Batch batch = batcher.newBatch();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < epoch.batches(); i++) {
      epoch.fill(i, batch);
      for (double d : batch.inputs().data()) order.add((int) d);
    }
    return order;
  }

  private static List<Integer> pixels(Samples samples) {
    return IntStream.range(0, samples.size()).mapToObj(i -> samples.pixel(i, 0)).toList();
  }

  private static List<Integer> range(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
    return bytes;
  }

  private static Offset<Double> ulps(int n) {
    return within(n * Math.ulp(4.0));
  }
}
