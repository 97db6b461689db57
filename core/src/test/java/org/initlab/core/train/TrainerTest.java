package org.initlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Model;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A run's losses, its choice of the best epoch, its test, and its end. */
class TrainerTest {
  /** Everything that the trainer says, by update. */
  private static final class Log implements TrainingListener {
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> rates = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();

    @Override
    public void updated(long step, int epoch, double loss, double rate, int samples) {
      assertThat(step).isEqualTo(losses.size());
      losses.add(loss);
      rates.add(rate);
      sizes.add(samples);
    }
  }

  @Test
  void miniBatchesAddUpToTheirBatchAlsoWhereTheLastIsSmaller() {
    Log whole = new Log();
    Log split = new Log();
    Snapshots memory = Snapshots.inMemory();
    Fixture.trainer(3, 16, 0.3, 0).run(Fixture::initial, memory, whole, () -> false);
    Fixture.trainer(3, 4, 0.3, 0).run(Fixture::initial, memory, split, () -> false);
    assertThat(whole.sizes.subList(0, 5)).containsExactly(16, 16, 16, 16, 6);
    assertThat(split.sizes).isEqualTo(whole.sizes);
    // Sums of 16 terms in another order: some 16 roundings of 1.1e-16, a hundredfold over 15 steps.
    for (int i = 0; i < whole.losses.size(); i++) {
      assertThat(split.losses.get(i)).isCloseTo(whole.losses.get(i), within(2e-13));
    }
    assertThat(split.losses.get(4)).isNotEqualTo(split.losses.get(0));
  }

  @Test
  void lossOfAnEpochIsTheMeanOverItsSamplesAndRatesFollowTheSchedule() {
    Log log = new Log();
    Trainer trainer = Fixture.trainer(2, 16, 0.3, 0.1);
    TrainingResult result = trainer.run(Fixture::initial, Snapshots.inMemory(), log, () -> false);
    assertThat(log.sizes.subList(0, 4)).containsExactly(16, 16, 16, 15); // 63 of 70 samples
    double sum = 0;
    for (int i = 0; i < 4; i++) sum += log.losses.get(i) * log.sizes.get(i);
    EpochRecord first = result.history().get(0);
    assertThat(first.trainLoss()).isCloseTo(sum / 63, within(1e-15));
    // Warm-up over epoch 0: α = 1/4 … 1; epoch 1 of 2 lies past 1/3.
    assertThat(log.rates.subList(0, 4)).containsExactly(0.3 / 16, 0.3 / 4, 0.3 * 9 / 16, 0.3);
    assertThat(first.rate()).isEqualTo(0.3);
    assertThat(result.steps()).isEqualTo(8);
    assertThat(first.seconds()).isPositive();
    assertThat(first.samplesPerSecond())
        .isCloseTo(63 / first.seconds(), within(1e-9 * 63 / first.seconds()));
    assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
  }

  @Test
  void theModelOfTheBestEpochIsTested() {
    Trainer trainer = Fixture.trainer(12, 16, 0.5, 0.3);
    List<Parameters> kept = new ArrayList<>();
    Snapshots memory = Snapshots.inMemory();
    TrainingResult result = Fixture.run(trainer, memory, () -> false);
    int best = result.best().orElseThrow();
    double accuracy = result.history().get(best).validationAccuracy();
    for (EpochRecord r : result.history()) {
      if (r.epoch() < best) assertThat(r.validationAccuracy()).isLessThan(accuracy);
      assertThat(r.validationAccuracy()).isLessThanOrEqualTo(accuracy);
    }
    assertThat(best).as("a best epoch that is not the last").isLessThan(11);
    kept.add(memory.best(best));
    try (Model model = trainer.backend().compile(Fixture.NETWORK, kept.get(0), trainer.options())) {
      Evaluation again = Evaluation.of(model, trainer.data().test());
      assertThat(result.test()).contains(again);
    }
    assertThat(result.test().orElseThrow().accuracy()).as("chance is 1/3").isGreaterThan(0.7);
  }

  @Test
  void withoutHeldOutSamplesTheLastEpochIsTested() {
    TrainingResult result =
        Fixture.run(Fixture.trainer(3, 16, 0.3, 0), Snapshots.inMemory(), () -> false);
    assertThat(result.best()).hasValue(2);
    assertThat(result.history().get(0).validationLoss()).isNaN();
  }

  @Test
  void divergenceIsARecordedResult() {
    TrainingResult result =
        Fixture.run(Fixture.trainer(30, 16, 1e200, 0.1), Snapshots.inMemory(), () -> false);
    assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
    EpochRecord last = result.history().get(result.history().size() - 1);
    assertThat(last.epoch()).isLessThan(29);
    assertThat(List.of(last.trainLoss(), last.validationLoss())).anyMatch(v -> !Double.isFinite(v));
    assertThat(result.best().orElse(-1)).isNotEqualTo(last.epoch());
  }

  @Test
  void crossEntropyOfEqualOutputsIsTheLogarithmOfTheClasses() {
    Tensor zeros = Tensor.zeros(Shape.of(2, 5));
    assertThat(Evaluation.crossEntropy(zeros, new int[] {0, 4}))
        .isCloseTo(Math.log(5), within(1e-15));
    Tensor large = Tensor.of(Shape.of(1, 2), new double[] {1e4, -1e4});
    assertThat(Evaluation.crossEntropy(large, new int[] {1})).isEqualTo(2e4);
    assertThat(Evaluation.crossEntropy(large, new int[] {0})).isZero();
  }

  @Test
  void theFirstOfEqualOutputsCountsAndNaNIsNeverRight() {
    Tensor outputs = Tensor.of(Shape.of(3, 2), new double[] {1, 1, 0, 2, Double.NaN, Double.NaN});
    assertThat(Tally.EMPTY.plus(0, outputs, new int[] {0, 1, 1}).correct()).isEqualTo(2);
    assertThat(Tally.EMPTY.plus(0, outputs, new int[] {1, 0, 0}).correct()).isZero();
  }
}
