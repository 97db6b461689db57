package org.initlab.core.backend;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;

/**
 * An engine that runs networks. The contract is {@code docs/BACKEND-SPEC.md}; every backend passes
 * its suite. Making a backend loads nothing: the engine is loaded by the first call that needs it.
 */
public interface Backend {
  /** The name on the command line, for example {@code native}. */
  String name();

  /** One line for {@code initlab list}. */
  String description();

  /**
   * Loads the engine if need be and says whether it can be used. Never throws for a missing or
   * damaged engine.
   */
  Availability availability();

  /** What this backend can do on this machine; constant once {@link #availability()} was asked. */
  Set<Capability> capabilities();

  /** The devices of this machine that this backend can use; the CPU at least. */
  List<Device> devices();

  /**
   * Versions and settings for the provenance of a run, by name, for example {@code engine → PyTorch
   * 2.7.1}.
   */
  Map<String, String> provenance();

  /**
   * Hands the whole network to the engine.
   *
   * @throws org.initlab.core.error.UnavailableException if the engine, the device or the precision
   *     is not available
   * @throws org.initlab.core.error.InvalidInputException if the parameters do not fit the network
   */
  Model compile(Network network, Parameters parameters, CompileOptions options);
}
