package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Network;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;

/**
 * One recorded pass through a network and its derivatives. Its arrays belong to the scope that is
 * open when it runs.
 */
final class Differentiation {
  private final EngineAdapter engine;
  private final Network network;
  private final Plan plan;
  private final NDManager manager;
  private final HostTransfer host;
  private final Constants constants;
  private final NDArray[] parameters;

  private double loss;
  private List<ProbePoint> watched = List.of();
  private List<NDArray> parameterGradients = List.of();
  private List<NDArray> stateGradients = List.of();
  private NDArray inputGradient;

  Differentiation(
      EngineAdapter engine,
      Network network,
      Plan plan,
      NDManager manager,
      HostTransfer host,
      Constants constants,
      NDArray[] parameters) {
    this.engine = engine;
    this.network = network;
    this.plan = plan;
    this.manager = manager;
    this.host = host;
    this.constants = constants;
    this.parameters = parameters;
  }

  /** The positions of the trainable ones in the network's parameters. */
  static int[] trainable(Network network) {
    return IntStream.range(0, network.parameters().size())
        .filter(i -> network.parameters().get(i).kind().trainable())
        .toArray();
  }

  Differentiation run(
      Tensor inputs,
      Objective objective,
      Mode mode,
      BatchStatistics statistics,
      GradientRequest request) {
    watched = network.probePoints().stream().filter(request.states()::wants).toList();
    List<NDArray> leaves = request.parameters() ? leaves() : List.of();
    boolean input = request.input() || !watched.isEmpty();
    NDArray x = host.upload(manager, inputs);
    if (input) x.setRequiresGradient(true);
    List<NDArray> variables = new ArrayList<>(leaves);
    if (request.input()) variables.add(x);
    List<NDArray> gradients = List.of();
    try (Tape tape = engine.record()) {
      Watcher watcher = new Watcher(tape, network.probePoints().size());
      NDArray scalar = record(x, objective, mode, statistics, watcher);
      variables.addAll(watcher.handles);
      if (!variables.isEmpty()) gradients = tape.gradients(scalar, variables);
      loss = host.scalar(scalar);
    }
    int next = leaves.size();
    parameterGradients = gradients.subList(0, next);
    if (request.input()) inputGradient = gradients.get(next++);
    stateGradients = gradients.subList(next, gradients.size());
    return this;
  }

  /** H·v, one array for every trainable parameter. */
  List<NDArray> hessianVectorProduct(
      Tensor inputs, Objective objective, Mode mode, List<NDArray> direction) {
    SecondOrder second = engine.secondOrder().orElseThrow();
    List<NDArray> leaves = leaves();
    try (Tape tape = engine.record()) {
      NDArray x = host.upload(manager, inputs);
      Watcher nothing = new Watcher(tape, 0);
      NDArray scalar = record(x, objective, mode, BatchStatistics.IGNORED, nothing);
      return second.hessianVectorProduct(scalar, leaves, direction);
    }
  }

  double loss() {
    return loss;
  }

  /** One array for every trainable parameter, if requested. */
  List<NDArray> parameterGradients() {
    return parameterGradients;
  }

  NDArray inputGradient() {
    return inputGradient;
  }

  /** Shows the gradients with respect to states, from the output back to the input. */
  void deliverStates(Probe probe, int n) {
    for (int k = watched.size() - 1; k >= 0; k--) {
      ProbePoint point = watched.get(k);
      try (NDArray gradient = stateGradients.get(k)) {
        probe.accept(point, host.download(gradient, point.shape().batched(n)));
      }
    }
  }

  private NDArray record(
      NDArray x, Objective objective, Mode mode, BatchStatistics statistics, Watcher watcher) {
    NDArray output =
        Execution.run(plan, new Pass(engine, constants, parameters, mode, statistics), x, watcher);
    return Losses.of(objective, output, manager, host, constants);
  }

  private List<NDArray> leaves() {
    List<NDArray> leaves = new ArrayList<>();
    for (int i : trainable(network)) {
      if (!parameters[i].hasGradient()) parameters[i].setRequiresGradient(true);
      leaves.add(parameters[i]);
    }
    return Collections.unmodifiableList(leaves);
  }

  /** Makes the gradients of the wanted states available while they are recorded. */
  private final class Watcher implements Execution.Observer {
    private final Tape tape;
    private final boolean[] wanted;
    private final List<NDArray> handles = new ArrayList<>();

    Watcher(Tape tape, int points) {
      this.tape = tape;
      this.wanted = new boolean[points];
      if (points > 0) watched.forEach(p -> wanted[p.index()] = true);
    }

    @Override
    public NDArray observe(ProbePoint point, NDArray state) {
      if (!holds(point)) return state;
      Tape.Watched w = tape.watch(state);
      handles.add(w.handle());
      return w.state();
    }

    @Override
    public boolean holds(ProbePoint point) {
      return point.index() < wanted.length && wanted[point.index()];
    }
  }
}
