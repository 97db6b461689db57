package org.initlab.experiments.meanfield;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;

/**
 * Second moments and correlations of a batch at every pre-activation, in the order in which they
 * come: forward a¹ first, of gradients a^L first.
 */
public final class SignalProbe implements Probe {
  private final List<double[]> second = new ArrayList<>();
  private final List<double[]> correlation = new ArrayList<>();

  @Override
  public boolean wants(ProbePoint point) {
    return point.kind() == ProbePoint.Kind.PRE_ACTIVATION;
  }

  @Override
  public void accept(ProbePoint point, Tensor state) {
    int n = state.shape().dim(0);
    int width = state.size() / n;
    double[] a = state.data();
    double[] q = new double[n];
    for (int r = 0; r < n; r++) q[r] = dot(a, r * width, r * width, width) / width;
    double[] c = new double[n / 2];
    for (int p = 0; p < c.length; p++) {
      double covariance = dot(a, 2 * p * width, (2 * p + 1) * width, width) / width;
      c[p] = covariance / Math.sqrt(q[2 * p] * q[2 * p + 1]);
    }
    second.add(q);
    correlation.add(c);
  }

  @Override
  public boolean letsGo() {
    return true;
  }

  /** q of every row, by layer. */
  public List<double[]> second() {
    return second;
  }

  /** c of rows 2p and 2p + 1, by layer. */
  public List<double[]> correlation() {
    return correlation;
  }

  private static double dot(double[] a, int i, int j, int n) {
    double sum = 0;
    for (int k = 0; k < n; k++) sum += a[i + k] * a[j + k];
    return sum;
  }
}
