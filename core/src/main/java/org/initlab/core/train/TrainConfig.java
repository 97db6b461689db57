package org.initlab.core.train;

import org.initlab.core.backend.UpdateRule;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;

/**
 * How a network is trained, under the original program's names (victorcampos7/weightnorm-init,
 * {@code train.py}).
 *
 * @param schedule learning rate and number of epochs
 * @param batchSize samples per update
 * @param miniBatchSize samples that the engine has at a time; divides {@code batchSize}
 * @param momentum of SGD, in [0, 1)
 * @param saveInterval epochs between checkpoints
 */
public record TrainConfig(
    Schedule schedule,
    OptimizerKind optimizer,
    int batchSize,
    int miniBatchSize,
    double momentum,
    double weightDecay,
    int saveInterval) {
  public TrainConfig {
    accumulated(batchSize, miniBatchSize);
    Arguments.notNegative("momentum", momentum);
    Arguments.notNegative("weight_decay", weightDecay);
    Arguments.positive("save_interval", saveInterval);
    if (momentum >= 1) {
      throw new InvalidInputException("momentum must be below 1, was " + momentum);
    }
    if (momentum != 0 && optimizer != OptimizerKind.SGD) {
      throw new InvalidInputException(
          "momentum is for sgd; optimizer " + optimizer.id() + " was given momentum " + momentum);
    }
  }

  public int epochs() {
    return schedule.epochs();
  }

  /** Mini-batches per full batch. */
  int accumulated() {
    return accumulated(batchSize, miniBatchSize);
  }

  /**
   * Mini-batches per full batch.
   *
   * @throws InvalidInputException unless {@code miniBatchSize} divides {@code batchSize}
   */
  public static int accumulated(int batchSize, int miniBatchSize) {
    Arguments.positive("batch_size", batchSize);
    Arguments.positive("mini_batch_size", miniBatchSize);
    if (batchSize % miniBatchSize != 0) {
      throw new InvalidInputException(
          "batch_size must be a multiple of mini_batch_size, was "
              + batchSize
              + " with mini_batch_size "
              + miniBatchSize);
    }
    return batchSize / miniBatchSize;
  }

  UpdateRule rule(double rate) {
    return optimizer.rule(rate, momentum, weightDecay);
  }
}
