package org.initlab.core.validate;

import java.util.function.Predicate;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;

/** Keeps the tensors of the wanted points by their index. */
final class StateCollector implements Probe {
  private final Predicate<ProbePoint> wanted;
  private final Tensor[] tensors;

  StateCollector(int points, Predicate<ProbePoint> wanted) {
    this.wanted = wanted;
    this.tensors = new Tensor[points];
  }

  @Override
  public boolean wants(ProbePoint point) {
    return wanted.test(point);
  }

  @Override
  public void accept(ProbePoint point, Tensor state) {
    tensors[point.index()] = state;
  }

  Tensor[] tensors() {
    return tensors;
  }
}
