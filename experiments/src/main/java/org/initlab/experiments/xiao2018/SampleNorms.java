package org.initlab.experiments.xiao2018;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.stats.Norms;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.meanfield.LayerProbe;

/** ‖·‖ of every sample at every layer. */
final class SampleNorms implements LayerProbe {
  private final List<double[]> values = new ArrayList<>();

  @Override
  public boolean wants(ProbePoint point) {
    return true;
  }

  @Override
  public void accept(ProbePoint point, Tensor state) {
    values.add(of(state));
  }

  @Override
  public List<double[]> values() {
    return values;
  }

  static double[] of(Tensor batch) {
    return Norms.ofSamples(batch);
  }

  static double meanRatio(double[] norms, double[] reference) {
    double sum = 0;
    for (int i = 0; i < norms.length; i++) sum += norms[i] / reference[i];
    return sum / norms.length;
  }

  /** The largest |‖after‖/‖before‖ − 1| over samples. */
  static double worstChange(double[] after, double[] before) {
    double worst = 0;
    for (int i = 0; i < after.length; i++) {
      worst = Math.max(worst, Math.abs(after[i] / before[i] - 1));
    }
    return worst;
  }
}
