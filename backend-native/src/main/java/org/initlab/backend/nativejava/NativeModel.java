package org.initlab.backend.nativejava;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.initlab.backend.nativejava.kernel.Kernels;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.kernel.Storage;
import org.initlab.backend.nativejava.plan.Frame;
import org.initlab.backend.nativejava.plan.Plan;
import org.initlab.backend.nativejava.plan.Request;
import org.initlab.backend.nativejava.plan.Workspace;
import org.initlab.backend.nativejava.step.CompiledNetwork;
import org.initlab.backend.nativejava.step.NetworkCompiler;
import org.initlab.backend.nativejava.step.Parameter;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Memory;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.ModelInputs;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.OptimizerState;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * A network as a plan of steps over one precision's arrays.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
final class NativeModel<A> implements Model {
  private final Network network;
  private final CompileOptions options;
  private final Storage<A> storage;
  private final Objectives<A> objectives;
  private final Display<A> display;
  private final Runnable release;
  private final boolean[] wanted;
  private CompiledNetwork<A> compiled;
  private Optimizer<A> optimizer;
  private Workspace<A> forwardSpace;
  private Workspace<A> gradientSpace;

  /**
   * @param partition over the threads that the kernels use
   * @param release frees what the kernels hold, called once by {@link #close}
   */
  NativeModel(
      Network network,
      Parameters parameters,
      CompileOptions options,
      Kernels<A> kernels,
      Partition partition,
      Runnable release) {
    this.network = network;
    this.options = options;
    this.storage = kernels.storage();
    this.objectives = new Objectives<>(kernels);
    this.display = new Display<>(storage);
    this.release = release;
    this.wanted = new boolean[network.probePoints().size()];
    this.compiled =
        NetworkCompiler.compile(network, parameters, options.borrowsParameters(), kernels);
    this.optimizer = new Optimizer<>(compiled.parameters(), kernels, partition);
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
    if (forwardSpace == null) {
      forwardSpace = new Workspace<>(compiled.plan(), Request.FORWARD, storage, false);
    }
    Frame<A> frame = forwardSpace.begin(n, mode, inputs.data());
    runForward(frame, states);
    return export(frame.state(compiled.plan().output()), network.output(), n);
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
    int n = ModelInputs.requireBatch(network, inputs);
    ModelInputs.requireObjective(network, n, objective);
    if (request.parameters()) freshGradients();
    Frame<A> frame =
        gradientSpace(Request.gradients(request.parameters(), request.input()))
            .begin(n, mode, inputs.data());
    runForward(frame, states);
    double loss = seed(frame, objective, 1);
    runBackward(frame, request);
    return new Gradients(
        loss,
        request.parameters() ? Optional.of(takeGradients()) : Optional.empty(),
        request.input()
            ? Optional.of(export(frame.adjoint(0), network.input(), n))
            : Optional.empty());
  }

  @Override
  public Parameters hessianVectorProduct(
      Tensor inputs, Objective objective, Mode mode, Parameters direction) {
    requireOpen();
    int n = ModelInputs.requireBatch(network, inputs);
    ModelInputs.requireObjective(network, n, objective);
    ModelInputs.requireDirection(network, direction);
    freshGradients();
    for (Parameter<A> p : compiled.parameters()) {
      if (p.trainable()) p.direction = storage.copy(direction.get(p.spec().name()).data());
    }
    Plan<A> plan = compiled.plan();
    Frame<A> frame = gradientSpace(Request.HESSIAN).begin(n, mode, inputs.data());
    for (int i = 0; i < plan.length(); i++) {
      plan.step(i).forward(frame);
      plan.step(i).tangent(frame);
    }
    seed(frame, objective, 1);
    int y = plan.output();
    objectives.seedTangent(
        objective, frame.state(y), frame.tangent(y), frame.adjointTangent(y), n, plan.size(y));
    int first = firstParameterStep();
    frame.wantAdjoints(first + 1, false);
    for (int i = plan.length() - 1; i >= first; i--) {
      gradientSpace.restore(i);
      plan.step(i).tangentBackward(frame);
      plan.step(i).backward(frame);
    }
    for (Parameter<A> p : compiled.parameters()) p.direction = null;
    return takeGradients();
  }

  @Override
  public Tensor jacobianVectorProduct(Tensor inputs, Tensor direction, Mode mode) {
    requireOpen();
    int n = ModelInputs.requireBatch(network, inputs);
    ModelInputs.requireInputDirection(inputs, direction);
    Plan<A> plan = compiled.plan();
    Frame<A> frame = gradientSpace(Request.TANGENT).begin(n, mode, inputs.data());
    storage.write(direction.data(), frame.tangent(0));
    for (int i = 0; i < plan.length(); i++) {
      plan.step(i).forward(frame);
      plan.step(i).tangent(frame);
    }
    return export(frame.tangent(plan.output()), network.output(), n);
  }

  @Override
  public double accumulate(Tensor inputs, Objective objective, double weight) {
    return accumulate(inputs, objective, weight, Probe.NONE);
  }

  @Override
  public double accumulate(Tensor inputs, Objective objective, double weight, Probe states) {
    requireOpen();
    int n = ModelInputs.requireBatch(network, inputs);
    ModelInputs.requireObjective(network, n, objective);
    Plan<A> plan = compiled.plan();
    ModelInputs.requireVariance(network, n);
    optimizer.bindAccumulators();
    Frame<A> frame =
        gradientSpace(Request.gradients(true, false)).begin(n, Mode.TRAIN, inputs.data());
    runForward(frame, states);
    for (int i = 0; i < plan.length(); i++) plan.step(i).updateStatistics(frame);
    double loss = seed(frame, objective, weight);
    runBackward(frame, GradientRequest.PARAMETERS);
    optimizer.accumulated();
    return loss;
  }

  @Override
  public void update(UpdateRule rule) {
    requireOpen();
    optimizer.update(rule);
    compiled.weights().forEach(weight -> weight.refresh());
  }

  @Override
  public double gradientNorm() {
    requireOpen();
    return optimizer.gradientNorm();
  }

  @Override
  public OptimizerState optimizerState() {
    requireOpen();
    return optimizer.state();
  }

  @Override
  public void restore(OptimizerState state) {
    requireOpen();
    state.requireFit(network);
    optimizer.restore(state);
  }

  @Override
  public Parameters parameters() {
    requireOpen();
    Map<String, Tensor> copies = new LinkedHashMap<>();
    for (Parameter<A> p : compiled.parameters()) {
      Tensor copy = Tensor.of(p.spec().shape(), storage.export(p.value(), p.size()));
      copies.put(p.spec().name(), copy);
    }
    return Parameters.of(copies);
  }

  @Override
  public void close() {
    if (compiled == null) return;
    compiled = null;
    optimizer = null;
    forwardSpace = null;
    gradientSpace = null;
    release.run();
  }

  private void requireOpen() {
    if (compiled == null) {
      throw new IllegalStateException("model of network '" + network.name() + "' is closed");
    }
  }

  /** One workspace is kept for gradients of the kind asked for last. */
  private Workspace<A> gradientSpace(Request request) {
    if (gradientSpace == null || !gradientSpace.request().equals(request)) {
      gradientSpace = null;
      boolean checkpoints = options.memory() == Memory.SMALL;
      gradientSpace = new Workspace<>(compiled.plan(), request, storage, checkpoints);
    }
    return gradientSpace;
  }

  /** A state is shown as soon as it is there: a later step may use its buffer again. */
  private void runForward(Frame<A> frame, Probe states) {
    Plan<A> plan = compiled.plan();
    for (int i = 0; i < plan.length(); i++) {
      if (plan.joins(i) && !states.wants(network.probePoints().get(i))) {
        plan.step(i).forwardThrough(plan.step(i + 1), frame);
        i++;
      } else {
        plan.step(i).forward(frame);
      }
      ProbePoint point = network.probePoints().get(i);
      if (!states.wants(point)) continue;
      display.show(point, frame.state(i + 1), frame.n(), states);
    }
  }

  private double seed(Frame<A> frame, Objective objective, double weight) {
    int y = compiled.plan().output();
    return objectives.seed(
        objective, weight, frame.state(y), frame.adjoint(y), frame.n(), compiled.plan().size(y));
  }

  /** Goes back only as far as somebody wants a gradient. */
  private void runBackward(Frame<A> frame, GradientRequest request) {
    Plan<A> plan = compiled.plan();
    int first = plan.length() + 1; // the first value whose adjoint is wanted
    if (request.parameters()) first = firstParameterStep() + 1;
    for (int i = plan.length() - 1; i >= 0; i--) {
      wanted[i] = request.states().wants(network.probePoints().get(i));
      if (wanted[i]) first = Math.min(first, i + 1);
    }
    if (request.input()) first = 0;
    frame.wantAdjoints(first, request.parameters());
    for (int i = plan.length() - 1; i >= Math.max(0, first - 1); i--) {
      gradientSpace.restore(i);
      if (wanted[i]) {
        ProbePoint point = network.probePoints().get(i);
        display.show(point, frame.adjoint(i + 1), frame.n(), request.states());
      }
      plan.step(i).backward(frame);
    }
  }

  /** The first step with parameters, or the number of steps if none has any. */
  private int firstParameterStep() {
    Plan<A> plan = compiled.plan();
    int i = 0;
    while (i < plan.length() && !plan.step(i).hasParameters()) i++;
    return i;
  }

  private void freshGradients() {
    for (Parameter<A> p : compiled.parameters()) {
      if (!p.trainable()) continue;
      p.gradient = storage.allocate(p.size());
      p.addGradient = false;
    }
  }

  private Parameters takeGradients() {
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    for (Parameter<A> p : compiled.parameters()) {
      if (!p.trainable()) continue;
      gradients.put(p.spec().name(), Tensor.of(p.spec().shape(), storage.giveAway(p.gradient)));
      p.gradient = null;
    }
    return Parameters.of(gradients);
  }

  private Tensor export(A array, Shape sample, int n) {
    Shape shape = sample.batched(n);
    return Tensor.of(shape, storage.export(array, shape.size()));
  }
}
