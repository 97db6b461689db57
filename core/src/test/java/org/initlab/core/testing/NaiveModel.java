package org.initlab.core.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.initlab.core.network.Activation;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Residual;
import org.initlab.core.tensor.Tensor;

/** The model of {@link NaiveBackend}; every operation is rounded to the model's precision. */
final class NaiveModel implements Model {
  private final NaiveBackend backend;
  private final Network network;
  private final CompileOptions options;
  private final Map<String, ProbePoint> points = new HashMap<>();
  private final Map<String, double[]> accumulated = new HashMap<>();
  private final Map<String, double[]> momentum = new HashMap<>();
  private Parameters parameters;

  NaiveModel(NaiveBackend backend, Network network, Parameters given, CompileOptions options) {
    this.backend = backend;
    this.network = network;
    this.options = options;
    this.parameters = given.map(t -> Tensor.of(t.shape(), rounded(t.data())));
    network.probePoints().forEach(p -> points.put(p.layer(), p));
  }

  /** A layer's run: what went in and came out, and the runs inside it. */
  private record Step(
      Layer layer, double[] in, double[] out, List<Step> branch, List<Step> around) {}

  @Override
  public Network network() {
    return network;
  }

  @Override
  public CompileOptions options() {
    return options;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public void close() {}

  @Override
  public Parameters hessianVectorProduct(Tensor x, Objective o, Mode mode, Parameters v) {
    throw new UnsupportedOperationException("plain loops know no Hessian");
  }

  @Override
  public Tensor forward(Tensor inputs, Mode mode, Probe probe) {
    int n = ModelInputs.requireBatch(network, inputs);
    List<Step> steps = new ArrayList<>();
    double[] y = forward(network.layers(), rounded(inputs.data()), n, probe, steps);
    return Tensor.of(network.output().batched(n), y);
  }

  @Override
  public Gradients gradients(Tensor inputs, Objective objective, Mode mode, GradientRequest wish) {
    int n = ModelInputs.requireBatch(network, inputs);
    ModelInputs.requireObjective(network, n, objective);
    List<Step> steps = new ArrayList<>();
    double[] y = forward(network.layers(), rounded(inputs.data()), n, Probe.NONE, steps);
    double[] dy = new double[y.length];
    double loss = objective(objective, y, n, dy);
    Map<String, double[]> grads = new HashMap<>();
    double[] dx = backward(steps, dy, n, wish.states(), grads);
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (ParameterSpec s : network.parameters()) {
      named.put(s.name(), Tensor.of(s.shape(), grads.get(s.name())));
    }
    return new Gradients(
        loss,
        wish.parameters() ? Optional.of(Parameters.of(named)) : Optional.empty(),
        wish.input() ? Optional.of(Tensor.of(inputs.shape(), dx)) : Optional.empty());
  }

  @Override
  public double accumulate(Tensor inputs, Objective objective, double weight) {
    Gradients g = gradients(inputs, objective, Mode.TRAIN, GradientRequest.PARAMETERS);
    g.parameters()
        .orElseThrow()
        .asMap()
        .forEach(
            (name, t) -> {
              double[] sum = accumulated.computeIfAbsent(name, k -> new double[t.size()]);
              for (int i = 0; i < sum.length; i++) sum[i] = r(sum[i] + weight * t.data()[i]);
            });
    return g.loss();
  }

  /** SGD with momentum only. */
  @Override
  public void update(UpdateRule rule) {
    UpdateRule.Sgd sgd = (UpdateRule.Sgd) rule;
    Map<String, Tensor> next = new LinkedHashMap<>();
    parameters
        .asMap()
        .forEach(
            (name, t) -> {
              double[] v = t.data().clone();
              double[] d = accumulated.get(name);
              if (sgd.momentum() != 0) d = momentum.merge(name, d, (b, g) -> sum(b, g, sgd));
              for (int i = 0; i < v.length; i++) v[i] = r(v[i] - sgd.learningRate() * d[i]);
              next.put(name, Tensor.of(t.shape(), v));
            });
    parameters = Parameters.of(next);
    accumulated.clear();
  }

  private double[] sum(double[] buffer, double[] gradient, UpdateRule.Sgd sgd) {
    double[] sum = new double[buffer.length];
    for (int i = 0; i < sum.length; i++) sum[i] = r(sgd.momentum() * buffer[i] + gradient[i]);
    return sum;
  }

  @Override
  public double gradientNorm() {
    double squares = 0;
    for (double[] g : accumulated.values()) for (double v : g) squares += v * v;
    return Math.sqrt(squares);
  }

  @Override
  public OptimizerState optimizerState() {
    Map<String, Tensor> buffers = new LinkedHashMap<>();
    for (String name : parameters.names()) {
      if (!momentum.containsKey(name)) continue;
      buffers.put(name, Tensor.of(parameters.get(name).shape(), momentum.get(name).clone()));
    }
    Parameters none = Parameters.of(Map.of());
    return new OptimizerState(0, Parameters.of(buffers), none, none);
  }

  @Override
  public void restore(OptimizerState state) {
    state.requireFit(network);
    momentum.clear();
    state.momentum().asMap().forEach((name, b) -> momentum.put(name, b.data().clone()));
    accumulated.clear();
  }

  private double[] forward(List<Layer> layers, double[] x, int n, Probe probe, List<Step> steps) {
    for (Layer layer : layers) {
      List<Step> branch = new ArrayList<>();
      List<Step> around = new ArrayList<>();
      double[] y;
      if (layer instanceof Residual res) {
        double[] a = forward(res.branch(), x, n, probe, branch);
        double[] b = forward(res.shortcut(), x, n, probe, around);
        y = new double[a.length];
        for (int i = 0; i < y.length; i++) y[i] = r(b[i] + r(res.branchScale() * a[i]));
      } else if (layer instanceof Dense d) {
        y = dense(d, x, n);
      } else if (layer instanceof Flatten) {
        y = x.clone();
      } else {
        y = activation((Activation) layer, x, n);
      }
      y = backend.flaw().apply(layer.name(), y);
      ProbePoint p = points.get(layer.name());
      if (probe.wants(p)) probe.accept(p, Tensor.of(p.shape().batched(n), y.clone()));
      steps.add(new Step(layer, x, y, branch, around));
      x = y;
    }
    return x;
  }

  private double[] backward(
      List<Step> steps, double[] dy, int n, Probe probe, Map<String, double[]> grads) {
    for (int s = steps.size() - 1; s >= 0; s--) {
      Step step = steps.get(s);
      ProbePoint p = points.get(step.layer.name());
      if (probe.wants(p)) probe.accept(p, Tensor.of(p.shape().batched(n), dy.clone()));
      if (step.layer instanceof Residual res) {
        double[] scaled = dy.clone();
        for (int i = 0; i < dy.length; i++) scaled[i] = r(res.branchScale() * dy[i]);
        double[] around = backward(step.around, dy, n, probe, grads);
        double[] branch = backward(step.branch, scaled, n, probe, grads);
        dy = new double[branch.length];
        for (int i = 0; i < dy.length; i++) dy[i] = r(around[i] + branch[i]);
      } else if (step.layer instanceof Dense d) {
        dy = denseGradient(d, step.in, dy, n, grads);
      } else if (!(step.layer instanceof Flatten)) {
        dy = activationGradient((Activation) step.layer, step.in, dy, n);
      }
    }
    return dy;
  }

  private double[] activation(Activation a, double[] x, int n) {
    if (a.function() != Nonlinearity.CRELU) {
      double[] y = new double[x.length];
      for (int i = 0; i < y.length; i++) y[i] = r(a.function().value(x[i], a.slope()));
      return y;
    }
    int d = x.length / n;
    double[] y = new double[2 * x.length];
    for (int i = 0; i < x.length; i++) {
      int at = i / d * 2 * d + i % d;
      y[at] = Math.max(x[i], 0);
      y[at + d] = Math.max(-x[i], 0);
    }
    return y;
  }

  private double[] activationGradient(Activation a, double[] x, double[] dy, int n) {
    double[] dx = new double[x.length];
    int d = x.length / n;
    for (int i = 0; i < dx.length; i++) {
      if (a.function() == Nonlinearity.CRELU) {
        int at = i / d * 2 * d + i % d;
        dx[i] = x[i] > 0 ? dy[at] : x[i] < 0 ? -dy[at + d] : 0;
      } else {
        dx[i] = r(dy[i] * r(a.function().derivative(x[i], a.slope())));
      }
    }
    return dx;
  }

  private double[] dense(Dense d, double[] x, int n) {
    int in = x.length / n;
    int out = d.outFeatures();
    double[] w = weight(d, in);
    double[] y = new double[n * out];
    for (int s = 0; s < n; s++) {
      for (int o = 0; o < out; o++) {
        double b = d.bias() ? parameters.get(d.name() + ".bias").data()[o] : 0;
        y[s * out + o] = r(dot(w, o * in, 1, x, s * in, 1, in) + b);
      }
    }
    return y;
  }

  private double[] denseGradient(
      Dense d, double[] x, double[] dy, int n, Map<String, double[]> grads) {
    int in = x.length / n;
    int out = d.outFeatures();
    double[] w = weight(d, in);
    double[] dw = new double[w.length];
    double[] dx = new double[x.length];
    double[] db = new double[out];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) dw[o * in + i] = dot(dy, o, out, x, i, in, n);
      for (int s = 0; s < n; s++) db[o] = r(db[o] + dy[s * out + o]);
    }
    for (int s = 0; s < n; s++) {
      for (int i = 0; i < in; i++) dx[s * in + i] = dot(dy, s * out, 1, w, i, in, out);
    }
    if (d.bias()) grads.put(d.name() + ".bias", db);
    if (d.weightNorm()) {
      normGradient(d, dw, in, grads);
    } else {
      grads.put(d.name() + ".weight", dw);
    }
    return dx;
  }

  /** ∂L/∂g = ∂L/∂W·v̂, ∂L/∂v = g/‖v‖ (∂L/∂W − (∂L/∂g) v̂), row by row. */
  private void normGradient(Dense d, double[] dw, int in, Map<String, double[]> grads) {
    double[] v = parameters.get(d.name() + ".weight_v").data();
    double[] g = parameters.get(d.name() + ".weight_g").data();
    double[] dg = new double[g.length];
    double[] dv = new double[v.length];
    for (int o = 0; o < g.length; o++) {
      double norm = r(Math.sqrt(dot(v, o * in, 1, v, o * in, 1, in)));
      dg[o] = r(dot(dw, o * in, 1, v, o * in, 1, in) / norm);
      for (int i = o * in; i < (o + 1) * in; i++) {
        dv[i] = r(r(g[o] / norm) * r(dw[i] - r(dg[o] * r(v[i] / norm))));
      }
    }
    grads.put(d.name() + ".weight_g", dg);
    grads.put(d.name() + ".weight_v", dv);
  }

  private double[] weight(Dense d, int in) {
    if (!d.weightNorm()) return parameters.get(d.name() + ".weight").data();
    double[] v = parameters.get(d.name() + ".weight_v").data();
    double[] g = parameters.get(d.name() + ".weight_g").data();
    double[] w = new double[v.length];
    for (int o = 0; o < g.length; o++) {
      double norm = r(Math.sqrt(dot(v, o * in, 1, v, o * in, 1, in)));
      for (int i = o * in; i < (o + 1) * in; i++) w[i] = r(v[i] * r(g[o] / norm));
    }
    return w;
  }

  private double dot(double[] a, int ai, int as, double[] b, int bi, int bs, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      int j = backend.descending() ? length - 1 - k : k;
      sum = r(sum + r(a[ai + j * as] * b[bi + j * bs]));
    }
    return sum;
  }

  private double objective(Objective objective, double[] y, int n, double[] dy) {
    int k = y.length / n;
    double loss = 0;
    if (objective instanceof Objective.Cotangent c) {
      for (int i = 0; i < y.length; i++) {
        dy[i] = r(c.cotangent().data()[i]);
        loss = r(loss + r(y[i] * dy[i]));
      }
    } else if (objective instanceof Objective.MeanSquaredError m) {
      for (int i = 0; i < y.length; i++) {
        double e = r(y[i] - r(m.targets().data()[i]));
        dy[i] = r(2 * e / y.length);
        loss = r(loss + r(e * e / y.length));
      }
    } else {
      int[] labels = ((Objective.CrossEntropy) objective).labels();
      for (int s = 0; s < n; s++) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < k; i++) max = Math.max(max, y[s * k + i]);
        double z = 0;
        for (int i = 0; i < k; i++) z = r(z + r(Math.exp(r(y[s * k + i] - max))));
        for (int i = 0; i < k; i++) {
          double p = r(r(Math.exp(r(y[s * k + i] - max))) / z);
          dy[s * k + i] = r((p - (i == labels[s] ? 1 : 0)) / n);
        }
        loss = r(loss + r((r(Math.log(z)) - r(y[s * k + labels[s]] - max)) / n));
      }
    }
    return loss;
  }

  private double[] rounded(double[] values) {
    double[] copy = values.clone();
    for (int i = 0; i < copy.length; i++) copy[i] = r(copy[i]);
    return copy;
  }

  private double r(double x) {
    return options.precision() == Precision.FLOAT32 ? (float) x : x;
  }
}
