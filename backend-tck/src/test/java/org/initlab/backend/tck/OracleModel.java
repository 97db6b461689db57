package org.initlab.backend.tck;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.initlab.backend.tck.oracle.LayerOracle;
import org.initlab.backend.tck.oracle.OptimizerOracle;
import org.initlab.backend.tck.oracle.Oracle;
import org.initlab.core.backend.Capability;
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

/** A model that computes with the oracle; float32 is float64 with every state rounded. */
class OracleModel implements Model {
  private final OracleBackend backend;
  private final Network network;
  private final CompileOptions options;
  private final OptimizerOracle optimizer = new OptimizerOracle();
  private Parameters parameters;
  private Parameters accumulated;
  private boolean closed;

  OracleModel(
      OracleBackend backend, Network network, Parameters parameters, CompileOptions options) {
    this.backend = backend;
    this.network = network;
    this.options = options;
    this.parameters = parameters.map(t -> round(Tensor.of(t.shape(), t.data().clone())));
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
    ModelInputs.requireBatch(network, inputs);
    List<Tensor> all = oracle(parameters).forward(round(inputs), mode);
    for (ProbePoint point : network.probePoints()) {
      if (states.wants(point)) states.accept(point, round(all.get(point.index())));
    }
    return round(all.get(all.size() - 1));
  }

  @Override
  public Gradients gradients(
      Tensor inputs, Objective objective, Mode mode, GradientRequest request) {
    requireOpen();
    int n = ModelInputs.requireBatch(network, inputs);
    ModelInputs.requireObjective(network, n, objective);
    Oracle.Differential d = oracle(parameters).gradients(round(inputs), objective, mode);
    showGradients(d, request.states());
    return new Gradients(
        options.precision() == Precision.FLOAT64 ? d.loss() : (float) d.loss(),
        request.parameters() ? Optional.of(d.parameters().map(this::round)) : Optional.empty(),
        request.input() ? Optional.of(round(d.input())) : Optional.empty());
  }

  void showGradients(Oracle.Differential d, Probe probe) {
    for (int k = network.probePoints().size() - 1; k >= 0; k--) {
      ProbePoint point = network.probePoints().get(k);
      if (probe.wants(point)) probe.accept(point, round(d.states().get(k)));
    }
  }

  @Override
  public Parameters hessianVectorProduct(
      Tensor inputs, Objective objective, Mode mode, Parameters direction) {
    requireOpen();
    if (!backend.capabilities().contains(Capability.EXACT_HVP)) {
      backend.require(Capability.DIFFERENCED_HVP);
    }
    int n = ModelInputs.requireBatch(network, inputs);
    ModelInputs.requireObjective(network, n, objective);
    requireDirection(direction);
    double largest = 0;
    for (Tensor t : direction.asMap().values()) {
      for (double v : t.data()) largest = Math.max(largest, Math.abs(v));
    }
    if (largest == 0) return direction;
    double h = step(largest);
    Parameters plus = gradientAt(direction, h, inputs, objective, mode);
    Parameters minus = gradientAt(direction, -h, inputs, objective, mode);
    return sum(plus, -1, minus).map(t -> round(scaled(t, 1 / (2 * h))));
  }

  /** Central differences with h = u^(1/3)/‖v‖∞ have an error of order u^(2/3). */
  double step(double largest) {
    return Math.cbrt(0x1p-53) / largest;
  }

  void requireDirection(Parameters direction) {
    ModelInputs.requireDirection(network, direction);
  }

  void requireVariance(int samples) {
    ModelInputs.requireVariance(network, samples);
  }

  private Parameters gradientAt(
      Parameters direction, double h, Tensor inputs, Objective objective, Mode mode) {
    Parameters there = parameters;
    for (String name : direction.names()) {
      Tensor moved = sum(parameters.get(name), h, direction.get(name));
      there = there.with(name, moved);
    }
    return new Oracle(network, there, backend.layers())
        .gradients(inputs, objective, mode)
        .parameters();
  }

  @Override
  public double accumulate(Tensor inputs, Objective objective, double weight) {
    requireOpen();
    requireVariance(ModelInputs.requireBatch(network, inputs));
    Gradients g = gradients(inputs, objective, Mode.TRAIN, GradientRequest.PARAMETERS);
    Parameters weighted = g.parameters().orElseThrow().map(t -> scaled(t, weight));
    accumulated = accumulated == null ? weighted : sum(accumulated, 1, weighted);
    parameters = moved(inputs);
    return g.loss();
  }

  Parameters moved(Tensor inputs) {
    return oracle(parameters).withMovedStatistics(round(inputs)).map(this::round);
  }

  @Override
  public void update(UpdateRule rule) {
    requireOpen();
    Parameters gradient = accumulated == null ? zeros() : accumulated;
    parameters = optimizer().update(rule, parameters, gradient).map(this::round);
    clear();
  }

  @Override
  public double gradientNorm() {
    requireOpen();
    return accumulated == null ? 0 : norm(accumulated);
  }

  double norm(Parameters gradient) {
    return Math.sqrt(Flat.of(gradient).dot(Flat.of(gradient)));
  }

  @Override
  public OptimizerState optimizerState() {
    requireOpen();
    return optimizer().state(parameters);
  }

  @Override
  public void restore(OptimizerState state) {
    requireOpen();
    requireFit(state);
    optimizer().restore(state);
    clear();
  }

  void requireFit(OptimizerState state) {
    state.requireFit(network);
  }

  OptimizerOracle optimizer() {
    return optimizer;
  }

  void clear() {
    accumulated = null;
  }

  void replace(Parameters others) {
    parameters = others;
  }

  private Parameters zeros() {
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    for (ParameterSpec spec : network.parameters()) {
      if (spec.kind().trainable()) zeros.put(spec.name(), Tensor.zeros(spec.shape()));
    }
    return Parameters.of(zeros);
  }

  @Override
  public Parameters parameters() {
    requireOpen();
    return parameters;
  }

  @Override
  public void close() {
    shut();
  }

  final void shut() {
    closed = true;
  }

  void requireOpen() {
    if (closed) throw new IllegalStateException("the model is closed");
  }

  private Oracle oracle(Parameters at) {
    return new Oracle(network, at, layer -> rounding(backend.layers().apply(layer)));
  }

  private LayerOracle rounding(LayerOracle layer) {
    return options.precision() == Precision.FLOAT64 ? layer : new RoundedLayer(layer);
  }

  Tensor round(Tensor tensor) {
    return Case.rounded(tensor, options.precision());
  }

  static Parameters sum(Parameters a, double scale, Parameters b) {
    Parameters sum = a;
    for (String name : a.names()) sum = sum.with(name, sum(a.get(name), scale, b.get(name)));
    return sum;
  }

  static Tensor sum(Tensor a, double scale, Tensor b) {
    double[] sum = a.data().clone();
    for (int k = 0; k < sum.length; k++) sum[k] += scale * b.data()[k];
    return Tensor.of(a.shape(), sum);
  }

  static Tensor scaled(Tensor t, double by) {
    return sum(Tensor.zeros(t.shape()), by, t);
  }
}
