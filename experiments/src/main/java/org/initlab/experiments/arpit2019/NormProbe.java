package org.initlab.experiments.arpit2019;

import java.util.Map;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.stats.Norms;
import org.initlab.core.tensor.Tensor;

/** Keeps the Euclidean norm of every sample at chosen layers, batch after batch; states go. */
final class NormProbe implements Probe {
  private final Map<String, Integer> positions;
  private final double[][] norms;
  private int offset;

  /**
   * @param positions the layers whose outputs are wanted, each with its point, from 1
   * @param points of a curve
   * @param samples of all batches together
   */
  NormProbe(Map<String, Integer> positions, int points, int samples) {
    this.positions = positions;
    this.norms = new double[points][samples];
  }

  /** The next batch's first sample is sample {@code offset} of the whole. */
  void startBatch(int offset) {
    this.offset = offset;
  }

  @Override
  public boolean wants(ProbePoint point) {
    return positions.containsKey(point.layer());
  }

  @Override
  public void accept(ProbePoint point, Tensor state) {
    put(positions.get(point.layer()), Norms.ofSamples(state));
  }

  /** The norms of the present batch at point i. */
  void put(int i, double[] batch) {
    System.arraycopy(batch, 0, norms[i - 1], offset, batch.length);
  }

  /** norms[i − 1][sample]. */
  double[][] norms() {
    return norms;
  }
}
