package org.initlab.core.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.initlab.core.backend.Availability;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.Model;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;

/**
 * An engine of plain loops for core's own tests: dense layers (with weight normalization),
 * activations and residual blocks. Sums run in either order, so two of them differ by rounding as
 * two real engines do.
 *
 * @param descending whether sums run from the last term to the first
 * @param flaw what is wrong with it
 */
public record NaiveBackend(String name, boolean descending, Flaw flaw) implements Backend {

  /** A defect: maps the output of the named layer, or lets it be. */
  public interface Flaw {
    Flaw NONE = (layer, values) -> values;

    double[] apply(String layer, double[] values);
  }

  public static NaiveBackend ascending() {
    return new NaiveBackend("ascending", false, Flaw.NONE);
  }

  public static NaiveBackend backwards() {
    return new NaiveBackend("descending", true, Flaw.NONE);
  }

  public static NaiveBackend flawed(Flaw flaw) {
    return new NaiveBackend("flawed", true, flaw);
  }

  @Override
  public String description() {
    return "plain loops for tests";
  }

  @Override
  public Availability availability() {
    return Availability.YES;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.FLOAT32, Capability.FLOAT64, Capability.BITWISE_REPRODUCIBLE);
  }

  @Override
  public List<Device> devices() {
    return List.of(Device.CPU);
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of();
  }

  @Override
  public Model compile(Network network, Parameters parameters, CompileOptions options) {
    parameters.requireFit(network);
    return new NaiveModel(this, network, parameters, options);
  }
}
