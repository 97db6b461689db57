package org.initlab.core.backend;

import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;

/**
 * Observes the states of a network one at a time, while the engine runs, so that a 10,000-layer
 * network never has all of them on the host. {@link #accept} is called once for every wanted point,
 * on the calling thread: in the order of {@link ProbePoint#index()} for states, in the reverse
 * order for gradients.
 */
public interface Probe {
  Probe NONE =
      new Probe() {
        @Override
        public boolean wants(ProbePoint point) {
          return false;
        }

        @Override
        public void accept(ProbePoint point, Tensor state) {}
      };

  /** Whether the state at this point shall leave the engine. */
  boolean wants(ProbePoint point);

  /** A state or the gradient with respect to it, batch axis first. */
  void accept(ProbePoint point, Tensor state);

  /**
   * Whether {@link #accept} keeps neither the tensor nor its array: an engine may then show the
   * next state in the same array.
   */
  default boolean letsGo() {
    return false;
  }
}
