package org.initlab.experiments;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.initlab.core.backend.Availability;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.Model;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;

/** A backend under another name that compiles other weights, or another network for gradients. */
public final class AlteredBackend implements Backend {
  private final String name;
  private final Backend real;
  private final UnaryOperator<Parameters> weights;
  private final UnaryOperator<Network> backwardNetwork;

  private AlteredBackend(
      String name,
      Backend real,
      UnaryOperator<Parameters> weights,
      UnaryOperator<Network> backwardNetwork) {
    this.name = name;
    this.real = real;
    this.weights = weights;
    this.backwardNetwork = backwardNetwork;
  }

  public static AlteredBackend renamed(String name, Backend real) {
    return new AlteredBackend(name, real, p -> p, n -> n);
  }

  public static AlteredBackend ofWeights(
      String name, Backend real, UnaryOperator<Parameters> weights) {
    return new AlteredBackend(name, real, weights, n -> n);
  }

  /** Gradients are those of {@code backward}, a network of the same layers' names and shapes. */
  public static AlteredBackend ofGradients(
      String name, Backend real, UnaryOperator<Network> backward) {
    return new AlteredBackend(name, real, p -> p, backward);
  }

  @Override
  public Model compile(Network network, Parameters parameters, CompileOptions options) {
    Parameters altered = weights.apply(parameters);
    return new TwoFacedModel(
        real.compile(network, altered, options),
        real.compile(backwardNetwork.apply(network), altered, options));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return real.description();
  }

  @Override
  public Availability availability() {
    return real.availability();
  }

  @Override
  public Set<Capability> capabilities() {
    return real.capabilities();
  }

  @Override
  public List<Device> devices() {
    return real.devices();
  }

  @Override
  public Map<String, String> provenance() {
    return real.provenance();
  }
}
