package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.ModelInputs;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.OptimizerState;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;

/** A network on one of DJL's engines. */
final class DjlModel implements Model {
  private final Network network;
  private final CompileOptions options;
  private final EngineAdapter engine;
  private final NDManager manager;
  private final Program program;
  private final HostTransfer host;
  private final NDArray[] parameters;
  private final Optimizer optimizer;
  private final Optional<FusedPass> fused;
  private Program inFloat64; // made by the first call that needs it
  private boolean open = true;

  /** The caller has checked that device and parameters fit. */
  DjlModel(EngineAdapter engine, Network network, Parameters values, CompileOptions options) {
    this.network = network;
    this.options = options;
    this.engine = engine;
    this.parameters = new NDArray[network.parameters().size()];
    this.optimizer = new Optimizer(engine, parameters.length);
    try (EngineAdapter.Session session = engine.enter(options)) {
      this.manager = engine.newManager(options.device());
      this.program = Program.of(engine, network, manager, options.precision());
      this.host = program.host();
      this.fused = engine.fusedPass(network, manager);
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] = host.upload(manager, values.get(network.parameters().get(i).name()));
      }
    }
  }

  @Override
  public Network network() {
    requireOpen();
    return network;
  }

  @Override
  public CompileOptions options() {
    requireOpen();
    return options;
  }

  @Override
  public Tensor forward(Tensor inputs, Mode mode, Probe states) {
    requireOpen();
    int n = ModelInputs.requireBatch(network, inputs);
    try (EngineAdapter.Session session = engine.enter(options);
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray output =
          Execution.run(
              program.plan(),
              new Pass(
                  engine, program.constants(), parameters, mode, BatchStatistics.IGNORED, null),
              host.upload(manager, inputs),
              new Execution.Observer() {
                @Override
                public NDArray observe(ProbePoint point, NDArray state) {
                  if (states.wants(point)) {
                    states.accept(point, host.download(state, point.shape().batched(n)));
                  }
                  return state;
                }

                @Override
                public boolean holds(ProbePoint point) {
                  return false;
                }
              });
      return host.download(output, network.output().batched(n));
    }
  }

  @Override
  public Gradients gradients(
      Tensor inputs, Objective objective, Mode mode, GradientRequest request) {
    return gradients(inputs, objective, mode, request, Probe.NONE);
  }

  @Override
  public Gradients gradients(
      Tensor inputs, Objective objective, Mode mode, GradientRequest request, Probe states) {
    requireOpen();
    int n = requireBatch(inputs, objective);
    try (EngineAdapter.Session session = engine.enter(options);
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Differentiation d =
          new Differentiation(program, parameters)
              .run(inputs, objective, mode, BatchStatistics.IGNORED, request, states);
      d.deliverStates(request.states(), n);
      Optional<Parameters> byParameter =
          request.parameters() ? Optional.of(download(d.parameterGradients())) : Optional.empty();
      Optional<Tensor> byInput =
          request.input()
              ? Optional.of(host.download(d.inputGradient(), inputs.shape()))
              : Optional.empty();
      return new Gradients(d.loss(), byParameter, byInput);
    }
  }

  @Override
  public Parameters hessianVectorProduct(
      Tensor inputs, Objective objective, Mode mode, Parameters direction) {
    requireOpen();
    requireBatch(inputs, objective);
    ModelInputs.requireDirection(network, direction);
    try (EngineAdapter.Session session = engine.enter(options);
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return download(
          engine.secondOrder().isPresent()
              ? new Differentiation(program, parameters)
                  .hessianVectorProduct(inputs, objective, mode, upload(direction, program))
              : differenced(inputs, objective, mode, direction));
    }
  }

  @Override
  public Tensor jacobianVectorProduct(Tensor inputs, Tensor direction, Mode mode) {
    requireOpen();
    if (engine.secondOrder().isEmpty()) {
      return Model.super.jacobianVectorProduct(inputs, direction, mode);
    }
    int n = ModelInputs.requireBatch(network, inputs);
    ModelInputs.requireInputDirection(inputs, direction);
    try (EngineAdapter.Session session = engine.enter(options);
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray jv =
          new Differentiation(program, parameters).jacobianVectorProduct(inputs, direction, mode);
      return host.download(jv, network.output().batched(n));
    }
  }

  @Override
  public double accumulate(Tensor inputs, Objective objective, double weight) {
    return accumulate(inputs, objective, weight, Probe.NONE);
  }

  @Override
  public double accumulate(Tensor inputs, Objective objective, double weight, Probe states) {
    requireOpen();
    ModelInputs.requireVariance(network, requireBatch(inputs, objective));
    try (EngineAdapter.Session session = engine.enter(options);
        NDScope scope = new NDScope();
        RunningStatistics running = new RunningStatistics()) {
      scope.suppressNotUsedWarning();
      Differentiation d = new Differentiation(program, parameters);
      if (fused.isPresent()
          && objective instanceof Objective.CrossEntropy ce
          && hiddenStates().noneMatch(states::wants)) {
        d.run(inputs, ce, fused.get(), states);
      } else {
        d.run(inputs, objective, Mode.TRAIN, running, GradientRequest.PARAMETERS, states);
      }
      int next = 0;
      for (int i : trainable()) {
        optimizer.accumulate(i, d.parameterGradients().get(next++), weight);
      }
      running.moveInto(parameters);
      return d.loss();
    }
  }

  @Override
  public void update(UpdateRule rule) {
    requireOpen();
    try (EngineAdapter.Session session = engine.enter(options)) {
      optimizer.update(rule, parameters, trainable());
    }
  }

  @Override
  public double gradientNorm() {
    requireOpen();
    double squares = 0;
    try (EngineAdapter.Session session = engine.enter(options)) {
      for (int i : trainable()) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          squares += optimizer.squaredGradientNorm(i);
        }
      }
    }
    return Math.sqrt(squares);
  }

  @Override
  public OptimizerState optimizerState() {
    requireOpen();
    try (EngineAdapter.Session session = engine.enter(options)) {
      return optimizer.state(this::download);
    }
  }

  @Override
  public void restore(OptimizerState state) {
    requireOpen();
    state.requireFit(network);
    try (EngineAdapter.Session session = engine.enter(options)) {
      optimizer.restore(state, this::upload);
    }
  }

  @Override
  public Parameters parameters() {
    requireOpen();
    Map<String, Tensor> values = new LinkedHashMap<>();
    try (EngineAdapter.Session session = engine.enter(options)) {
      for (int i = 0; i < parameters.length; i++) {
        ParameterSpec spec = network.parameters().get(i);
        values.put(spec.name(), host.download(parameters[i], spec.shape()));
      }
    }
    return Parameters.of(values);
  }

  @Override
  public void close() {
    if (!open) return;
    open = false;
    try (EngineAdapter.Session session = engine.enter(options)) {
      manager.close();
    }
  }

  private int requireBatch(Tensor inputs, Objective objective) {
    int n = ModelInputs.requireBatch(network, inputs);
    ModelInputs.requireObjective(network, n, objective);
    return n;
  }

  private List<NDArray> differenced(
      Tensor inputs, Objective objective, Mode mode, Parameters direction) {
    if (inFloat64 == null) inFloat64 = program.in(Precision.FLOAT64);
    List<NDArray> hv =
        new DifferencedHvp(inFloat64, parameters)
            .apply(rounded(inputs), objective, mode, upload(direction, inFloat64));
    return hv.stream().map(h -> h.toType(host.type(), false)).toList();
  }

  // What a model of this precision sees of its inputs.
  private Tensor rounded(Tensor inputs) {
    if (options.precision() == Precision.FLOAT64) return inputs;
    double[] data = inputs.data().clone();
    for (int i = 0; i < data.length; i++) data[i] = (float) data[i];
    return Tensor.of(inputs.shape(), data);
  }

  private List<NDArray> upload(Parameters byTrainable, Program to) {
    List<NDArray> arrays = new ArrayList<>();
    for (int i : trainable()) {
      arrays.add(to.host().upload(manager, byTrainable.get(network.parameters().get(i).name())));
    }
    return arrays;
  }

  private Parameters download(List<NDArray> byTrainable) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    int next = 0;
    for (int i : trainable()) {
      ParameterSpec spec = network.parameters().get(i);
      values.put(spec.name(), host.download(byTrainable.get(next++), spec.shape()));
    }
    return Parameters.of(values);
  }

  /** Arrays by position in the network's parameters; no arrays at all give no values. */
  private Parameters download(NDArray[] slot) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (int i : trainable()) {
      ParameterSpec spec = network.parameters().get(i);
      if (slot[i] != null) values.put(spec.name(), host.download(slot[i], spec.shape()));
    }
    return Parameters.of(values);
  }

  private NDArray[] upload(Parameters values) {
    NDArray[] slot = new NDArray[parameters.length];
    for (int i : trainable()) {
      String name = network.parameters().get(i).name();
      if (values.contains(name)) slot[i] = host.upload(manager, values.get(name));
    }
    return slot;
  }

  /** The states before the output. */
  private Stream<ProbePoint> hiddenStates() {
    return network.probePoints().stream().limit(network.probePoints().size() - 1);
  }

  private int[] trainable() {
    return program.trainable();
  }

  private void requireOpen() {
    if (!open) throw new IllegalStateException("model '" + network.name() + "' is closed");
  }
}
