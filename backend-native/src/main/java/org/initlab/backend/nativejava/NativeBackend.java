package org.initlab.backend.nativejava;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.initlab.backend.nativejava.kernel.KernelProvider;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.core.backend.Availability;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.Model;
import org.initlab.core.error.UnavailableException;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;

/** The pure-Java reference: every kernel and every derivative is written out here. */
public final class NativeBackend implements Backend {
  public static final String NAME = "native";

  private final KernelProvider kernels = new ScalarProvider();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "pure-Java reference, bit-for-bit reproducible for any number of threads";
  }

  @Override
  public Availability availability() {
    return Availability.YES;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(
        Capability.FLOAT32,
        Capability.FLOAT64,
        Capability.EXACT_HVP,
        Capability.BITWISE_REPRODUCIBLE);
  }

  @Override
  public List<Device> devices() {
    return List.of(Device.CPU);
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of("engine", "initlab native", "kernels", kernels.description());
  }

  @Override
  public Model compile(Network network, Parameters parameters, CompileOptions options) {
    if (!options.device().equals(Device.CPU)) {
      throw new UnavailableException(
          "backend '" + NAME + "' runs on cpu only, was given device " + options.device());
    }
    parameters.requireFit(network);
    Runnable nothingToFree = () -> {};
    return switch (options.precision()) {
      case FLOAT64 ->
          new NativeModel<>(
              network, parameters, options, kernels.float64(Partition.SERIAL), nothingToFree);
      case FLOAT32 ->
          new NativeModel<>(
              network, parameters, options, kernels.float32(Partition.SERIAL), nothingToFree);
    };
  }
}
