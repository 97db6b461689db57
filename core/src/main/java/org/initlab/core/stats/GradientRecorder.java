package org.initlab.core.stats;

import java.util.function.Predicate;
import org.initlab.core.network.Network;
import org.initlab.core.network.ProbePoint;

/**
 * Records the statistics of gradients with respect to states; norms are relative to those at the
 * network's output, ‖∂L/∂h‖/‖∂L/∂h_L‖ for every sample. The output's gradient comes first, so its
 * norms are at hand for the rest.
 */
public final class GradientRecorder extends StatisticsRecorder {
  private final int output;
  private double[] outputNorms;

  /**
   * @param wanted the points to record; the output is looked at in any case
   */
  public GradientRecorder(Network network, Predicate<ProbePoint> wanted) {
    super(wanted);
    this.output = network.probePoints().size() - 1;
  }

  @Override
  public boolean wants(ProbePoint point) {
    return point.index() == output || super.wants(point);
  }

  @Override
  double[] referenceNorms(ProbePoint point, double[] norms) {
    if (point.index() == output) outputNorms = norms;
    if (outputNorms == null) {
      throw new IllegalStateException(
          "the gradient at the output must come before that at '" + point.layer() + "'");
    }
    return outputNorms;
  }
}
