package org.initlab.core.train;

import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Probe;
import org.initlab.core.data.Batch;
import org.initlab.core.data.BatchStream;
import org.initlab.core.data.Batcher;
import org.initlab.core.tensor.Tensor;

/**
 * How well a model does on samples that it is not trained on.
 *
 * @param loss mean cross-entropy over the samples; NaN or infinite where the outputs are
 * @param accuracy fraction classified right
 */
public record Evaluation(double loss, double accuracy, int samples) {
  /** Passes every batch through the model in {@link Mode#EVAL}. */
  public static Evaluation of(Model model, Batcher batches) {
    Tally tally = Tally.EMPTY;
    try (BatchStream stream = batches.stream(0, 0)) {
      for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
        Tensor outputs = model.forward(batch.inputs(), Mode.EVAL, Probe.NONE);
        tally = tally.plus(crossEntropy(outputs, batch.labels()), outputs, batch.labels());
      }
    }
    return new Evaluation(tally.meanLoss(), tally.accuracy(), batches.samples());
  }

  /** −(1/N) Σ log softmax(y_n)[label_n], in float64 from the outputs. */
  static double crossEntropy(Tensor outputs, int[] labels) {
    double[] y = outputs.data();
    int classes = y.length / labels.length;
    double sum = 0;
    for (int n = 0; n < labels.length; n++) {
      int from = n * classes;
      double largest = Double.NEGATIVE_INFINITY;
      for (int c = from; c < from + classes; c++) largest = Math.max(largest, y[c]);
      double z = 0;
      for (int c = from; c < from + classes; c++) z += Math.exp(y[c] - largest);
      sum += Math.log(z) + largest - y[from + labels[n]];
    }
    return sum / labels.length;
  }
}
