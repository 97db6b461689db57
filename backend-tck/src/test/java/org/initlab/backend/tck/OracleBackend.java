package org.initlab.backend.tck;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.initlab.backend.tck.oracle.LayerOracle;
import org.initlab.backend.tck.oracle.Oracle;
import org.initlab.core.backend.Availability;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.Memory;
import org.initlab.core.backend.Model;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;

/** A right backend made of the oracle; the broken ones differ from it in one thing each. */
class OracleBackend implements Backend {
  static final Set<Capability> EVERYTHING =
      Set.of(
          Capability.FLOAT32,
          Capability.FLOAT64,
          Capability.DIFFERENCED_HVP,
          Capability.BITWISE_REPRODUCIBLE,
          Capability.CHECKPOINTING);

  private final Set<Capability> capabilities;
  private final Function<Layer, LayerOracle> layers;

  OracleBackend(Set<Capability> capabilities, Function<Layer, LayerOracle> layers) {
    this.capabilities = EnumSet.copyOf(capabilities);
    this.layers = layers;
  }

  OracleBackend() {
    this(EVERYTHING, Oracle::standard);
  }

  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public String description() {
    return "naive loops in float64";
  }

  @Override
  public Availability availability() {
    return Availability.YES;
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public List<Device> devices() {
    return List.of(Device.CPU);
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of("engine", "oracle");
  }

  @Override
  public Model compile(Network network, Parameters parameters, CompileOptions options) {
    require(Capability.valueOf(options.precision().name()));
    if (options.device().kind() == Device.Kind.GPU) require(Capability.GPU);
    if (options.memory() == Memory.SMALL) require(Capability.CHECKPOINTING);
    parameters.requireFit(network);
    return model(network, parameters, options);
  }

  /** What a broken backend overrides. */
  OracleModel model(Network network, Parameters parameters, CompileOptions options) {
    return new OracleModel(this, network, parameters, options);
  }

  Function<Layer, LayerOracle> layers() {
    return layers;
  }

  void require(Capability capability) {
    capability.require(name(), capabilities);
  }
}
