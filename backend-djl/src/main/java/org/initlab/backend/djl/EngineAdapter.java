package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
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

  /** The time between {@link #enter} and the end of one call. */
  interface Session extends AutoCloseable {
    @Override
    void close();
  }
}
