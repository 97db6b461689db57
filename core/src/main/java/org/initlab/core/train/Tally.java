package org.initlab.core.train;

import org.initlab.core.tensor.Tensor;

/**
 * Sums over samples from which mean loss and accuracy come.
 *
 * @param loss Σ of the samples' losses
 * @param correct samples whose largest output is their label's
 */
public record Tally(double loss, long correct, long samples) {
  public static final Tally EMPTY = new Tally(0, 0, 0);

  /** With a batch of {@code labels} whose mean loss is {@code mean}. */
  public Tally plus(double mean, Tensor outputs, int[] labels) {
    return new Tally(
        loss + mean * labels.length, correct + correct(outputs, labels), samples + labels.length);
  }

  public double meanLoss() {
    return loss / samples;
  }

  public double accuracy() {
    return (double) correct / samples;
  }

  /** The first of several equal outputs counts, as in PyTorch; NaN is never right. */
  private static int correct(Tensor outputs, int[] labels) {
    double[] y = outputs.data();
    int classes = y.length / labels.length;
    int correct = 0;
    for (int n = 0; n < labels.length; n++) {
      int best = 0;
      for (int c = 1; c < classes; c++) {
        if (!(y[n * classes + c] <= y[n * classes + best])) best = c;
      }
      if (best == labels[n] && !Double.isNaN(y[n * classes + best])) correct++;
    }
    return correct;
  }
}
