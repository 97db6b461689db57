package org.initlab.experiments.saxe2014;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;

/**
 * Gradient descent on all items at once, and the strengths of some modes on the way. The paper's
 * update is W ← W − λ ∂E/∂W of E = ½ Σ‖y − ŷ‖², one step per epoch; of the mean squared error over
 * N items and K features that is a learning rate of λNK/2.
 *
 * @param lambda λ
 * @param steps of gradient descent
 * @param samples points of the curves besides the start
 */
record ModeRun(Nonlinearity function, double lambda, int steps, int samples) {
  /** Rows: λt in units of the step, then the strength of every mode of {@code modes} (from 1). */
  Table run(
      HierarchicalData data,
      int[] modes,
      double u0,
      Seed seed,
      Backend backend,
      CompileOptions options) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.real("t", "steps of gradient descent"));
    for (int mode : modes) columns.add(Column.real("u_" + mode, "strength of mode " + mode));
    Table.Builder curves =
        Table.builder("curves", "Strengths of modes", columns.toArray(new Column[0]));
    Network network = DecoupledNetwork.network(data, function);
    Parameters start = DecoupledNetwork.parameters(data, u0, seed);
    Tensor inputs = data.inputs();
    Objective error = new Objective.MeanSquaredError(data.targets());
    UpdateRule rule = UpdateRule.Sgd.of(lambda * data.items() * data.features() / 2);
    try (Model model = backend.compile(network, start, options)) {
      int done = 0;
      for (int k = 0; k <= samples; k++) {
        int until = (int) Math.round((double) steps * k / samples);
        for (; done < until; done++) model.step(inputs, error, rule);
        Tensor outputs = model.forward(inputs, Mode.EVAL, Probe.NONE);
        Object[] row = new Object[modes.length + 1];
        row[0] = done;
        for (int m = 0; m < modes.length; m++) row[m + 1] = data.strength(outputs, modes[m] - 1);
        curves.row(row);
      }
    }
    return curves.build();
  }
}
