package org.initlab.backend.djl;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;

/** A probe that wants every point and tells a listener. */
public record Recording(BiConsumer<ProbePoint, Tensor> listener) implements Probe {
  public static Probe of(Consumer<ProbePoint> listener) {
    return new Recording((point, state) -> listener.accept(point));
  }

  public static Probe of(BiConsumer<ProbePoint, Tensor> listener) {
    return new Recording(listener);
  }

  @Override
  public boolean wants(ProbePoint point) {
    return true;
  }

  @Override
  public void accept(ProbePoint point, Tensor state) {
    listener.accept(point, state);
  }
}
