package org.initlab.experiments.saxe2014;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.linalg.HaarOrthogonal;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/** The fewest steps in which one deep linear network learns, over a grid of learning rates. */
final class LearningTimeSearch {
  private LearningTimeSearch() {}

  /**
   * One row: steps and rate, both empty where no rate learns in time. Rates are those of W ← W − λ
   * ∂E/∂W, E = ½ Σ‖y − ŷ‖².
   */
  static Table best(
      LearningTimeSettings settings,
      String scheme,
      int depth,
      Seed seed,
      Backend backend,
      CompileOptions options) {
    int n = settings.width();
    Network network = network(settings, depth);
    Parameters start =
        Schemes.named(scheme)
            .initialize(network, InitContext.of(seed).withThreads(options.threads()));
    Tensor inputs = identity(n);
    Tensor targets = targets(settings, seed);
    Long best = null;
    Double chosen = null;
    for (double rate : settings.rates()) {
      int limit = best == null ? settings.limit() : (int) (best - 1);
      UpdateRule rule = UpdateRule.Sgd.of(rate * n * settings.outputs() / 2);
      try (Model model = backend.compile(network, start, options)) {
        OptionalInt steps = steps(model, inputs, targets, rule, limit);
        if (steps.isEmpty()) continue;
        best = (long) steps.getAsInt();
        chosen = rate;
      }
    }
    return Table.builder(
            "best",
            "Learning time",
            Column.integer("steps", "of gradient descent"),
            Column.real("rate", "learning rate"))
        .row(best, chosen)
        .build();
  }

  /** Steps until the error is a hundredth of that of no output; none if it takes more. */
  private static OptionalInt steps(
      Model model, Tensor inputs, Tensor targets, UpdateRule rule, int limit) {
    Objective error = new Objective.MeanSquaredError(targets);
    double scale = 0;
    for (double y : targets.data()) scale += y * y / targets.size();
    for (int step = 0; step <= limit; step++) {
      double relative = model.step(inputs, error, rule) / scale;
      if (relative <= LearningTimeSettings.LEARNT) return OptionalInt.of(step);
      // A hundred times the error of no output is more than any start has: it diverges.
      if (!(relative < 1e2)) return OptionalInt.empty();
    }
    return OptionalInt.empty();
  }

  private static Network network(LearningTimeSettings settings, int depth) {
    List<Layer> layers = new ArrayList<>();
    for (int l = 1; l <= depth; l++) {
      int out = l == depth ? settings.outputs() : settings.width();
      layers.add(new Dense("fc" + l, out, false, false, Role.LINEAR));
    }
    return new Network("linear-" + depth, Shape.of(settings.width()), layers);
  }

  /** Whitened inputs: as many orthonormal ones as there are dimensions. */
  private static Tensor identity(int n) {
    double[] identity = new double[n * n];
    for (int i = 0; i < n; i++) identity[i * n + i] = 1;
    return Tensor.of(Shape.of(n, n), identity);
  }

  /** Yᵀ of the map U S Vᵀ, s from 0.5 to 1.5, U and V Haar. */
  private static Tensor targets(LearningTimeSettings settings, Seed seed) {
    int n = settings.width();
    int k = settings.outputs();
    double[] u = HaarOrthogonal.sample(k, k, seed.stream("targets/left"));
    double[] v = HaarOrthogonal.sample(n, k, seed.stream("targets/right"));
    double[] y = new double[n * k];
    for (int i = 0; i < n; i++) {
      for (int o = 0; o < k; o++) {
        for (int m = 0; m < k; m++) {
          double s = 0.5 + (double) m / (k - 1);
          y[i * k + o] += u[o * k + m] * s * v[i * k + m];
        }
      }
    }
    return Tensor.of(Shape.of(n, k), y);
  }
}
