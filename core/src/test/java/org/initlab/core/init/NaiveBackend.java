package org.initlab.core.init;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.initlab.core.backend.Availability;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.OptimizerState;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** Forward passes by {@link NaiveForward}, so that core's tests need no engine. */
final class NaiveBackend implements Backend {
  @Override
  public String name() {
    return "naive";
  }

  @Override
  public String description() {
    return "loops";
  }

  @Override
  public Availability availability() {
    return Availability.YES;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.FLOAT64);
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
    return new NaiveModel(network, parameters, options);
  }

  private record NaiveModel(Network network, Parameters parameters, CompileOptions options)
      implements Model {
    @Override
    public Tensor forward(Tensor inputs, Mode mode, Probe states) {
      return new NaiveForward(network, parameters, states).run(inputs);
    }

    @Override
    public Gradients gradients(
        Tensor inputs, Objective objective, Mode mode, GradientRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Parameters hessianVectorProduct(
        Tensor inputs, Objective objective, Mode mode, Parameters direction) {
      throw new UnsupportedOperationException();
    }

    @Override
    public double accumulate(Tensor inputs, Objective objective, double weight) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void update(UpdateRule rule) {
      throw new UnsupportedOperationException();
    }

    @Override
    public double gradientNorm() {
      throw new UnsupportedOperationException();
    }

    @Override
    public OptimizerState optimizerState() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void restore(OptimizerState state) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
