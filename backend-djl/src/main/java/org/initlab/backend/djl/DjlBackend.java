package org.initlab.backend.djl;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.initlab.core.backend.Availability;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.Memory;
import org.initlab.core.backend.Model;
import org.initlab.core.error.UnavailableException;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;

/** A backend on one of DJL's engines. Safe for use by several threads. */
public final class DjlBackend implements Backend {
  private final EngineProvider provider;
  private EngineAdapter engine;
  private EngineLoadException failure;

  public DjlBackend(EngineProvider provider) {
    this.provider = provider;
  }

  @Override
  public String name() {
    return provider.name();
  }

  @Override
  public String description() {
    return provider.description();
  }

  @Override
  public Availability availability() {
    return load() ? Availability.YES : Availability.no(failure.getMessage(), failure.remedy());
  }

  @Override
  public Set<Capability> capabilities() {
    if (!load()) return Set.of();
    EnumSet<Capability> all = EnumSet.of(Capability.FLOAT32, Capability.FLOAT64);
    all.add(engine.secondOrder().isPresent() ? Capability.EXACT_HVP : Capability.DIFFERENCED_HVP);
    if (engine.devices().stream().anyMatch(d -> d.kind() == Device.Kind.GPU)) {
      all.add(Capability.GPU);
    }
    return all;
  }

  @Override
  public List<Device> devices() {
    return load() ? engine.devices() : List.of(Device.CPU);
  }

  @Override
  public Map<String, String> provenance() {
    return load() ? engine.provenance() : Map.of("engine", "unavailable: " + failure.getMessage());
  }

  @Override
  public Model compile(Network network, Parameters parameters, CompileOptions options) {
    if (!load()) {
      throw new UnavailableException(
          "backend '"
              + name()
              + "' is not available: "
              + failure.getMessage()
              + "; "
              + failure.remedy(),
          failure);
    }
    if (!engine.devices().contains(options.device())) {
      throw new UnavailableException(
          "device "
              + options.device()
              + " is not available on backend '"
              + name()
              + "': "
              + engine.deviceLimit()
              + "; available: "
              + String.join(", ", engine.devices().stream().map(Device::toString).toList()));
    }
    if (options.memory() == Memory.SMALL) {
      Capability.CHECKPOINTING.require(name(), capabilities());
    }
    parameters.requireFit(network);
    return new DjlModel(engine, network, parameters, options);
  }

  // The outcome is kept either way: loading damaged natives twice cannot mend them.
  private synchronized boolean load() {
    if (engine == null && failure == null) {
      try {
        engine = provider.load();
      } catch (EngineLoadException e) {
        failure = e;
      }
    }
    return engine != null;
  }
}
