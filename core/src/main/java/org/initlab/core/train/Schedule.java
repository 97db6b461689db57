package org.initlab.core.train;

import org.initlab.core.error.Arguments;

/**
 * The learning rate of every update. In the epochs before {@code warmupEpochs} it rises
 * quadratically from w₀ to the annealed rate: w₀ + α²(rate − w₀) with α = (epoch + i/n) /
 * warmupEpochs, n updates an epoch and i the update's number, from 1 where w₀ = 0 (so that no
 * update is lost) and from 0 otherwise (victorcampos7/weightnorm-init, {@code train.py}). α stops
 * at 1; the original program lets it run on to the end of an epoch in which a fractional warm-up
 * ends.
 *
 * @param rate before annealing
 * @param epochs length of the run
 * @param warmupEpochs length of the warm-up, 0 for none; a fraction is allowed
 * @param warmupRate w₀
 */
public record Schedule(
    Annealing annealing, double rate, int epochs, double warmupEpochs, double warmupRate) {
  public Schedule {
    Arguments.positive("lr", rate);
    Arguments.positive("num_epochs", epochs);
    Arguments.notNegative("warmup_epochs", warmupEpochs);
    Arguments.notNegative("warmup_lr", warmupRate);
  }

  /**
   * @param epoch from 0
   * @param update of the epoch, from 0
   * @param updates n, per epoch
   */
  public double rate(int epoch, int update, int updates) {
    double annealed = rate * annealing.factor(epoch, epochs);
    if (!(epoch < warmupEpochs)) return annealed;
    int i = warmupRate == 0 ? update + 1 : update;
    double alpha = Math.min(1, (epoch + (double) i / updates) / warmupEpochs);
    return warmupRate + alpha * alpha * (annealed - warmupRate);
  }
}
