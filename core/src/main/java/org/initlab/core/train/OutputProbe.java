package org.initlab.core.train;

import java.util.List;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Network;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;

/** Takes a network's output, N×classes, out of a training step. */
final class OutputProbe implements Probe {
  private final ProbePoint last;
  private Tensor output;

  OutputProbe(Network network) {
    List<ProbePoint> points = network.probePoints();
    last = points.get(points.size() - 1);
  }

  @Override
  public boolean wants(ProbePoint point) {
    return point.index() == last.index();
  }

  @Override
  public void accept(ProbePoint point, Tensor state) {
    output = state;
  }

  /** The output seen since the last call. */
  Tensor taken() {
    Tensor taken = output;
    output = null;
    if (taken == null) throw new IllegalStateException("the model did not show its output");
    return taken;
  }
}
