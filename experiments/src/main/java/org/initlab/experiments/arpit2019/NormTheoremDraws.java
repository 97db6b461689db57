package org.initlab.experiments.arpit2019;

import java.util.Map;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.random.Seed;
import org.initlab.core.stats.Norms;
import org.initlab.core.tensor.Tensor;

/**
 * The Monte Carlo of one case: independent pairs of matrices, each met by several vectors u, δ ~
 * N(0, I), of which r = ‖v‖²/‖u‖² forward and r = ‖∂a‖²/‖δ‖² backward are kept as moments per pair.
 */
final class NormTheoremDraws {
  private NormTheoremDraws() {}

  static Table of(
      NormTheoremCase c,
      NormTheoremCase.Effort effort,
      Seed seed,
      Backend backend,
      CompileOptions options) {
    Table.Builder table =
        Table.builder(
            "moments",
            "Moments of squared norm ratios by network",
            Column.integer("network", "one independent draw of both matrices"),
            Column.real("forward_mean", "mean of r = ‖v‖²/‖u‖² over samples"),
            Column.real("forward_square", "mean of r² over samples"),
            Column.real("backward_mean", "mean of r = ‖∂a‖²/‖δ‖² over samples"),
            Column.real("backward_square", "mean of r² over samples"));
    Network network = c.network();
    for (int k = 0; k < effort.networks(); k++) {
      Seed draw = seed.child(c.id() + "/network-" + k);
      try (Model model = backend.compile(network, c.draw(draw), options.borrowingParameters())) {
        double[] moments = moments(model, draw, effort.samples());
        table.row(k, moments[0], moments[1], moments[2], moments[3]);
      }
    }
    return table.build();
  }

  private static double[] moments(Model model, Seed seed, int samples) {
    Network network = model.network();
    Tensor u = NormMeasurement.gaussian(seed, "inputs", network.input().batched(samples));
    Tensor delta = NormMeasurement.gaussian(seed, "cotangents", network.output().batched(samples));
    Layer first = network.layers().get(0);
    Layer relu = network.layers().get(1);
    NormProbe v = NormProbe.ofStates(Map.of(relu.name(), 1), samples);
    NormProbe da = NormProbe.ofGradients(Map.of(first.name(), 1), samples);
    Objective objective = new Objective.Cotangent(delta);
    model.gradients(u, objective, Mode.EVAL, GradientRequest.states(da), v);
    double[] moments = new double[4];
    addMoments(moments, 0, v.norms()[0], Norms.ofSamples(u));
    addMoments(moments, 2, da.norms()[0], Norms.ofSamples(delta));
    return moments;
  }

  private static void addMoments(double[] moments, int at, double[] numerator, double[] divisor) {
    int n = numerator.length;
    for (int s = 0; s < n; s++) {
      double ratio = numerator[s] / divisor[s];
      double r = ratio * ratio;
      moments[at] += r / n;
      moments[at + 1] += r * r / n;
    }
  }
}
