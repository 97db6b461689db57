package org.initlab.core.stats;

import java.util.function.Predicate;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;

/** Records the statistics of states; norms are relative to those of the input samples, ‖h‖/‖x‖. */
public final class ActivationRecorder extends StatisticsRecorder {
  private final double[] inputNorms;

  /**
   * @param inputs the batch that will be passed through, N×(input shape)
   * @param wanted the points to record
   */
  public ActivationRecorder(Tensor inputs, Predicate<ProbePoint> wanted) {
    super(wanted);
    this.inputNorms = Norms.ofSamples(inputs);
  }

  @Override
  double[] referenceNorms(ProbePoint point, double[] norms) {
    return inputNorms;
  }
}
