package org.initlab.experiments.arpit2019;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.stats.Norms;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * Sends N samples through one network of Figure 1 and back on one backend: ‖h^i‖/‖x‖ for x ~ N(0,
 * I), and ‖∂a^i‖/‖∂a^L‖ (residual: ‖∂h^b‖/‖∂h^B‖) for ∂a^L = δ ~ N(0, I). Every ReLU's derivative
 * is taken at its own pre-activation, in the residual branch at Ŵ₁h^{b−1}.
 */
final class NormMeasurement {
  private static final Column[] COLUMNS = {
    Column.text(
        "direction", "forward: h relative to the input; backward: gradient to the output's"),
    Column.integer("layer", "i of h^i and a^i, or b of h^b, from 1"),
    Column.integer("width", "units at this layer"),
    Column.real("mean", "mean norm ratio over samples"),
    Column.real("sd", "standard deviation of the norm ratio over samples"),
    Column.real("rms", "root mean square of the norm ratio over samples")
  };

  private final Figure1Network network;
  private final int samples;
  private final int batch;
  private final Tensor inputs;
  private final Tensor cotangents;

  /**
   * @param inputs N×n_0
   */
  NormMeasurement(Figure1Network network, Tensor inputs, int batch) {
    this.network = network;
    this.inputs = inputs;
    this.samples = inputs.shape().dim(0);
    this.batch = batch;
    this.cotangents =
        gaussian(network.seed(), "cotangents", network.network().output().batched(samples));
  }

  /** Independent standard normals. */
  static Tensor gaussian(Seed seed, String name, Shape shape) {
    UniformRandomProvider random = seed.stream(name);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) values[i] = normal.sample();
    return Tensor.of(shape, values);
  }

  /** One row for every direction and layer. */
  Table on(Backend backend, Parameters parameters, CompileOptions options) {
    int points = network.points();
    NormProbe forward = NormProbe.ofStates(network.layers(Direction.FORWARD), samples);
    NormProbe backward = NormProbe.ofGradients(network.layers(Direction.BACKWARD), samples);
    try (Model model =
        backend.compile(network.network(), parameters, options.borrowingParameters())) {
      for (int from = 0; from < samples; from += batch) {
        forward.startBatch(from);
        backward.startBatch(from);
        model.gradients(
            rows(inputs, from),
            new Objective.Cotangent(rows(cotangents, from)),
            Mode.EVAL,
            GradientRequest.states(backward),
            forward);
      }
    }
    Table.Builder table = Table.builder("norms", "Norm ratios of one network", COLUMNS);
    add(table, Direction.FORWARD, forward.norms(), Norms.ofSamples(inputs));
    add(table, Direction.BACKWARD, backward.norms(), backward.norms()[points - 1]);
    return table.build();
  }

  private void add(Table.Builder table, Direction direction, double[][] norms, double[] start) {
    for (int i = 1; i <= norms.length; i++) {
      NormSummary s = NormSummary.of(norms[i - 1], start);
      table.row(direction.id(), i, network.width(i), s.mean(), s.sd(), s.rms());
    }
  }

  private Tensor rows(Tensor all, int from) {
    int to = Math.min(samples, from + batch);
    int size = all.size() / samples;
    double[] part = Arrays.copyOfRange(all.data(), from * size, to * size);
    return Tensor.of(all.shape().unbatched().batched(to - from), part);
  }
}
