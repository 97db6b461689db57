package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * One recorded pass through a network and its derivatives. Its arrays belong to the scope that is
 * open when it runs.
 */
final class Differentiation {
  private final Program program;
  private final NDArray[] parameters;
  private final Kinks kinks;

  private double loss;
  private List<ProbePoint> watched = List.of();
  private List<NDArray> parameterGradients = List.of();
  private List<NDArray> stateGradients = List.of();
  private NDArray inputGradient;

  /** A pass with activations as they are. */
  Differentiation(Program program, NDArray[] parameters) {
    this(program, parameters, null);
  }

  /**
   * @param kinks what piecewise linear activations are replaced by; null to leave them
   */
  Differentiation(Program program, NDArray[] parameters, Kinks kinks) {
    this.program = program;
    this.parameters = parameters;
    this.kinks = kinks;
  }

  /** Computes the objective and what is requested of its gradients. */
  Differentiation run(
      Tensor inputs,
      Objective objective,
      Mode mode,
      BatchStatistics statistics,
      GradientRequest request) {
    return run(inputs, objective, mode, statistics, request, Probe.NONE);
  }

  /**
   * Computes the objective and what is requested of its gradients.
   *
   * @param states is shown the states on the way
   */
  Differentiation run(
      Tensor inputs,
      Objective objective,
      Mode mode,
      BatchStatistics statistics,
      GradientRequest request,
      Probe states) {
    watched = program.network().probePoints().stream().filter(request.states()::wants).toList();
    List<NDArray> leaves = request.parameters() ? leaves() : List.of();
    boolean input = request.input() || !watched.isEmpty();
    NDArray x = program.host().upload(program.manager(), inputs);
    if (input) x.setRequiresGradient(true);
    List<NDArray> variables = new ArrayList<>(leaves);
    if (request.input()) variables.add(x);
    List<NDArray> gradients = List.of();
    try (Tape tape = program.engine().record()) {
      Watcher watcher = new Watcher(tape, watched, states);
      NDArray scalar = record(x, objective, mode, statistics, watcher);
      variables.addAll(watcher.handles);
      if (!variables.isEmpty()) gradients = tape.gradients(scalar, variables);
      loss = program.host().scalar(scalar);
    }
    int next = leaves.size();
    parameterGradients = gradients.subList(0, next);
    if (request.input()) inputGradient = gradients.get(next++);
    stateGradients = gradients.subList(next, gradients.size());
    return this;
  }

  /**
   * Computes the objective and its gradients with respect to all parameters by one call.
   *
   * @param states is shown the output, if it wants that
   */
  Differentiation run(
      Tensor inputs, Objective.CrossEntropy objective, FusedPass pass, Probe states) {
    NDArray x = program.host().upload(program.manager(), inputs);
    NDArray labels = Losses.labels(objective, program.manager());
    List<NDArray> result = pass.run(x, labels, List.of(parameters));
    loss = program.host().scalar(result.get(0));
    List<ProbePoint> points = program.network().probePoints();
    ProbePoint last = points.get(points.size() - 1);
    if (states.wants(last)) {
      Shape shape = last.shape().batched(inputs.shape().dim(0));
      states.accept(last, program.host().download(result.get(1), shape));
    }
    parameterGradients = result.subList(2, result.size());
    return this;
  }

  /** H·v, one array for every trainable parameter. */
  List<NDArray> hessianVectorProduct(
      Tensor inputs, Objective objective, Mode mode, List<NDArray> direction) {
    SecondOrder second = program.engine().secondOrder().orElseThrow();
    List<NDArray> leaves = leaves();
    try (Tape tape = program.engine().record()) {
      NDArray x = program.host().upload(program.manager(), inputs);
      Watcher nothing = new Watcher(tape, List.of(), Probe.NONE);
      NDArray scalar = record(x, objective, mode, BatchStatistics.IGNORED, nothing);
      return second.hessianVectorProduct(scalar, leaves, direction);
    }
  }

  /** J·v, of the shape of the output batch. */
  NDArray jacobianVectorProduct(Tensor inputs, Tensor direction, Mode mode) {
    SecondOrder second = program.engine().secondOrder().orElseThrow();
    NDArray v = program.host().upload(program.manager(), direction);
    NDArray x = program.host().upload(program.manager(), inputs);
    x.setRequiresGradient(true);
    try (Tape tape = program.engine().record()) {
      Watcher nothing = new Watcher(tape, List.of(), Probe.NONE);
      NDArray output =
          Execution.run(program.plan(), pass(mode, BatchStatistics.IGNORED), x, nothing);
      return second.jacobianVectorProduct(output, x, v);
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
        probe.accept(point, program.host().download(gradient, point.shape().batched(n)));
      }
    }
  }

  private NDArray record(
      NDArray x, Objective objective, Mode mode, BatchStatistics statistics, Watcher watcher) {
    NDArray output = Execution.run(program.plan(), pass(mode, statistics), x, watcher);
    return Losses.of(objective, output, program.manager(), program.host(), program.constants());
  }

  private Pass pass(Mode mode, BatchStatistics statistics) {
    return new Pass(program.engine(), program.constants(), parameters, mode, statistics, kinks);
  }

  private List<NDArray> leaves() {
    List<NDArray> leaves = new ArrayList<>();
    for (int i : program.trainable()) {
      if (!parameters[i].hasGradient()) parameters[i].setRequiresGradient(true);
      leaves.add(parameters[i]);
    }
    return Collections.unmodifiableList(leaves);
  }

  /** Shows states while they are recorded and makes their gradients available. */
  private final class Watcher implements Execution.Observer {
    private final Tape tape;
    private final Probe states;
    private final BitSet differentiated = new BitSet();
    private final List<NDArray> handles = new ArrayList<>();

    Watcher(Tape tape, List<ProbePoint> differentiated, Probe states) {
      this.tape = tape;
      this.states = states;
      differentiated.forEach(p -> this.differentiated.set(p.index()));
    }

    @Override
    public NDArray observe(ProbePoint point, NDArray state) {
      if (states.wants(point)) tape.pause(() -> show(point, state));
      if (!holds(point)) return state;
      Tape.Watched w = tape.watch(state);
      handles.add(w.handle());
      return w.state();
    }

    private void show(ProbePoint point, NDArray state) {
      Shape shape = point.shape().batched((int) state.getShape().get(0));
      states.accept(point, program.host().download(state, shape));
    }

    @Override
    public boolean holds(ProbePoint point) {
      return differentiated.get(point.index());
    }
  }
}
