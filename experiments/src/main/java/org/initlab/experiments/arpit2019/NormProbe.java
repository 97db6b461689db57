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
  private final boolean rectify;
  private int offset;

  private NormProbe(Map<String, Integer> positions, int samples, boolean rectify) {
    this.positions = positions;
    this.rectify = rectify;
    this.norms = new double[positions.size()][samples];
  }

  /**
   * Of hidden states; where a network ends in a pre-activation, of the state that a ReLU makes of
   * it.
   *
   * @param positions the layers whose outputs are wanted, each with its point, from 1
   * @param samples of all batches together
   */
  static NormProbe ofStates(Map<String, Integer> positions, int samples) {
    return new NormProbe(positions, samples, true);
  }

  /** Of gradients, as they are. */
  static NormProbe ofGradients(Map<String, Integer> positions, int samples) {
    return new NormProbe(positions, samples, false);
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
    boolean relu = rectify && point.kind() == ProbePoint.Kind.PRE_ACTIVATION;
    double[] batch = Norms.ofSamples(relu ? relu(state) : state);
    System.arraycopy(batch, 0, norms[positions.get(point.layer()) - 1], offset, batch.length);
  }

  @Override
  public boolean letsGo() {
    return true;
  }

  private static Tensor relu(Tensor a) {
    double[] h = a.data().clone();
    for (int i = 0; i < h.length; i++) h[i] = Math.max(h[i], 0);
    return Tensor.of(a.shape(), h);
  }

  /** norms[i − 1][sample]. */
  double[][] norms() {
    return norms;
  }
}
