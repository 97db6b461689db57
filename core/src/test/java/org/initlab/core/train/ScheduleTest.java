package org.initlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.initlab.core.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Learning rates, epoch by epoch and update by update, against values worked out by hand. */
class ScheduleTest {
  /** A product of at most four numbers rounds four times. */
  private static final double ROUNDING = 4 * 0x1p-53;

  private static Schedule of(int type, int epochs) {
    return new Schedule(Annealing.ofType(type), 0.5, epochs, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    // type, epochs, epoch, factor: the boundary's epoch has the new rate, the one before the old
    "0, 200, 0, 1",
    "0, 200, 199, 1",
    "1, 200, 66, 1",
    "1, 200, 67, 0.1",
    "1, 200, 133, 0.1",
    "1, 200, 134, 0.01",
    "1, 9, 2, 1",
    "1, 9, 3, 0.1",
    "1, 9, 5, 0.1",
    "1, 9, 6, 0.01",
    "2, 200, 99, 1",
    "2, 200, 100, 0.1",
    "2, 200, 149, 0.1",
    "2, 200, 150, 0.01",
    "2, 5, 2, 1",
    "2, 5, 3, 0.1",
    "2, 5, 4, 0.01",
    "3, 200, 59, 1",
    "3, 200, 60, 0.2",
    "3, 200, 119, 0.2",
    "3, 200, 120, 0.04",
    "3, 200, 159, 0.04",
    "3, 200, 160, 0.008",
    "3, 10, 2, 1",
    "3, 10, 3, 0.2",
    "3, 10, 8, 0.008",
    "4, 200, 90, 1",
    "4, 200, 91, 0.1",
    "4, 200, 135, 0.1",
    "4, 200, 136, 0.01",
    "5, 50, 49, 1",
    "5, 200, 91, 0.1",
    "5, 200, 136, 0.01",
  })
  void annealingHoldsFromItsBoundaryOn(int type, int epochs, int epoch, double factor) {
    double expected = 0.5 * factor;
    assertThat(of(type, epochs).rate(epoch, 0, 10))
        .isCloseTo(expected, within(ROUNDING * expected));
  }

  @ParameterizedTest
  @CsvSource({
    // w0, epoch, update of 4; α = (epoch + i/4)/2; rate = w0 + α²(0.5 − w0)
    "0, 0, 0, 0.0078125", // i = 1: α = 1/8, α² = 1/64
    "0, 0, 3, 0.125", // i = 4: α = 1/2
    "0, 1, 0, 0.1953125", // α = 5/8
    "0, 1, 3, 0.5", // α = 1
    "0.1, 0, 0, 0.1", // i = 0: α = 0
    "0.1, 0, 2, 0.125", // α = 1/4: 0.1 + 0.4/16
    "0.1, 1, 3, 0.40625", // α = 7/8: 0.1 + 0.4·49/64
    "0.1, 2, 0, 0.5", // over
  })
  void warmUpRisesQuadraticallyUpdateByUpdate(
      double warmupRate, int epoch, int update, double expected) {
    Schedule schedule = new Schedule(Annealing.CONSTANT, 0.5, 10, 2, warmupRate);
    assertThat(schedule.rate(epoch, update, 4)).isCloseTo(expected, within(ROUNDING));
  }

  @Test
  void fractionalWarmUpStopsAtTheRate() {
    Schedule schedule = new Schedule(Annealing.CONSTANT, 0.5, 10, 0.5, 0);
    assertThat(schedule.rate(0, 0, 4)).isEqualTo(0.125); // α = (1/4)/(1/2)
    assertThat(schedule.rate(0, 1, 4)).isEqualTo(0.5);
    assertThat(schedule.rate(0, 3, 4)).isEqualTo(0.5);
  }

  @Test
  void warmUpGoesToTheAnnealedRate() {
    Schedule schedule = new Schedule(Annealing.THIRDS, 0.5, 3, 2, 0);
    // Epoch 1 of 3 is annealed to 0.05; α = (1 + 1/2)/2 = 3/4.
    assertThat(schedule.rate(1, 0, 2)).isCloseTo(0.05 * 9 / 16, within(ROUNDING));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10, 0, 0, lr must be positive and finite",
    "NaN, 10, 0, 0, lr must be positive and finite",
    "0.1, 0, 0, 0, num_epochs must be at least 1",
    "0.1, 10, -1, 0, warmup_epochs must be finite and not negative",
    "0.1, 10, 0, -1, warmup_lr must be finite and not negative",
  })
  void badValuesAreRefused(
      double rate, int epochs, double warmupEpochs, double warmupRate, String message) {
    assertThatThrownBy(
            () -> new Schedule(Annealing.CONSTANT, rate, epochs, warmupEpochs, warmupRate))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "128, 48, 0, SGD, batch_size must be a multiple of mini_batch_size",
    "128, 256, 0, SGD, batch_size must be a multiple of mini_batch_size",
    "0, 1, 0, SGD, batch_size must be at least 1",
    "128, 0, 0, SGD, mini_batch_size must be at least 1",
    "128, 64, 1, SGD, momentum must be below 1",
    "128, 64, 0.9, ADAM, momentum is for sgd",
  })
  void configurationsThatMakeNoSenseAreRefused(
      int batch, int mini, double momentum, OptimizerKind optimizer, String message) {
    Schedule schedule = of(0, 1);
    assertThatThrownBy(() -> new TrainConfig(schedule, optimizer, batch, mini, momentum, 0, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void annealingTypesAreNumbered() {
    assertThatThrownBy(() -> Annealing.ofType(6))
        .hasMessage("lr_annealing_type must be in 0..5, was 6");
    assertThat(Annealing.ofType(3).type()).isEqualTo(3);
  }
}
