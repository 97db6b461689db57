package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;

/**
 * A loaded engine, reduced to what differs between engines. Everything else, a network's layers
 * included, is written once over DJL's NDArray.
 */
public interface EngineAdapter {
  /** Versions and settings, by name. */
  Map<String, String> provenance();

  /** The devices that can be used, the CPU first. */
  List<Device> devices();

  /** Why there are no more devices than {@link #devices()}, in a few words. */
  String deviceLimit();

  /** A manager whose arrays live on {@code device}, one of {@link #devices()}. */
  NDManager newManager(Device device);

  /**
   * Prepares the calling thread for one call into a model (threads, recording off, locks); closing
   * the session restores what it changed.
   */
  Session enter(CompileOptions options);

  /** Starts recording the operations of the calling thread, within a session. */
  Tape record();

  /** Hessian-vector products by differentiating twice, if the engine's autograd is able to. */
  Optional<SecondOrder> secondOrder();

  /**
   * φ(x) by operators of the engine that are exact to float64 rounding in value and derivative.
   *
   * @param slope leaky ReLU's slope for x ≤ 0
   */
  NDArray activation(Nonlinearity function, double slope, NDArray x, Constants constants);

  /**
   * A whole training pass of {@code network} in one call, if the engine is able to.
   *
   * @param manager of what the pass keeps
   */
  default Optional<FusedPass> fusedPass(Network network, NDManager manager) {
    return Optional.empty();
  }

  /** {@code gradient} in an array that no later pass changes: itself, or a copy. */
  default NDArray settled(NDArray gradient) {
    return gradient.duplicate();
  }

  /**
   * Updates every one of {@code parameters} in place, within a session.
   *
   * @param momentum a buffer for each parameter, or none if the rule has no momentum
   * @param first whether the buffers hold nothing yet
   */
  default void descend(
      UpdateRule.Sgd rule,
      List<NDArray> parameters,
      List<NDArray> gradients,
      List<NDArray> momentum,
      boolean first) {
    for (int i = 0; i < parameters.size(); i++) {
      NDArray buffer = rule.momentum() == 0 ? null : momentum.get(i);
      SgdUpdate.apply(rule, parameters.get(i), gradients.get(i), buffer, first);
    }
  }

  /** The time between {@link #enter} and the end of one call. */
  interface Session extends AutoCloseable {
    @Override
    void close();
  }
}
