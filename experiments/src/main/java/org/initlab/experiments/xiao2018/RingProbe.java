package org.initlab.experiments.xiao2018;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.meanfield.LayerProbe;

/** Modes of 1 − c over the positions of a ring, at every pre-activation. */
final class RingProbe implements LayerProbe {
  private final Ring ring;
  private final int modes;
  private final List<double[]> values = new ArrayList<>();

  RingProbe(Ring ring, int modes) {
    this.ring = ring;
    this.modes = modes;
  }

  @Override
  public boolean wants(ProbePoint point) {
    return point.kind() == ProbePoint.Kind.PRE_ACTIVATION;
  }

  @Override
  public void accept(ProbePoint point, Tensor state) {
    double[] c = ring.correlations(state);
    values.add(IntStream.range(0, modes).mapToDouble(k -> ring.mode(c, k)).toArray());
  }

  @Override
  public List<double[]> values() {
    return values;
  }
}
