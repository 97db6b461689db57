package org.initlab.experiments.pennington2017;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.train.Tally;

/**
 * Plain stochastic gradient descent on an endless stream of {@link ClusterStream} batches.
 *
 * @param depth hidden layers
 * @param window steps that the accuracy is averaged over
 */
record TrainingRace(int depth, int width, int batch, int window) {
  /** The accuracy on each batch before its update. */
  static final String ACCURACY = "accuracy";

  static final String LOSS = "loss";

  /**
   * Trains until the mean accuracy over the window reaches {@code target}, the loss is no number,
   * or the limit; a row for every step.
   */
  Table run(
      Nonlinearity function,
      String scheme,
      double rate,
      double target,
      int limit,
      Seed seed,
      Backend backend,
      CompileOptions options) {
    Network network = network(function);
    InitContext context = InitContext.of(seed).withThreads(options.threads());
    var start = Schemes.named(scheme).initialize(network, context);
    ClusterStream stream = new ClusterStream(seed);
    Table.Builder table =
        Table.builder(
            "race",
            "Steps of training",
            Column.real(LOSS, "cross-entropy of the batch before its update"),
            Column.real(ACCURACY, "on the batch before its update"));
    Output output = new Output(network);
    List<Double> accuracies = new ArrayList<>();
    try (Model model = backend.compile(network, start, options)) {
      for (int step = 0; step < limit; step++) {
        ClusterStream.Batch next = stream.next(batch);
        Objective loss = new Objective.CrossEntropy(next.labels());
        double value = model.accumulate(next.inputs(), loss, 1, output);
        if (!Double.isFinite(value)) break;
        double accuracy = Tally.EMPTY.plus(value, output.last, next.labels()).accuracy();
        table.row(value, accuracy);
        accuracies.add(accuracy);
        if (accuracies.size() >= window && recent(accuracies) >= target) break;
        model.update(UpdateRule.Sgd.of(rate));
      }
    }
    return table.build();
  }

  private double recent(List<Double> accuracies) {
    double sum = 0;
    for (int i = accuracies.size() - window; i < accuracies.size(); i++) sum += accuracies.get(i);
    return sum / window;
  }

  /** The mean accuracy over the last window of a run; 0 if it broke off before. */
  double last(Table run) {
    int n = run.rows().size();
    if (n < window) return 0;
    double sum = 0;
    for (int row = n - window; row < n; row++) sum += run.real(row, ACCURACY);
    return sum / window;
  }

  Network network(Nonlinearity function) {
    List<Layer> layers = new ArrayList<>();
    for (int l = 1; l <= depth; l++) {
      layers.add(new Dense("fc" + l, width, true, false, Role.HIDDEN));
      layers.add(Activation.of("act" + l, function));
    }
    layers.add(new Dense("final_layer", ClusterStream.CLASSES, true, false, Role.CLASSIFIER));
    String name = function.id() + "-" + depth + "x" + width;
    return new Network(name, Shape.of(ClusterStream.DIMENSIONS), layers);
  }

  private static final class Output implements Probe {
    private final int index;
    private Tensor last;

    Output(Network network) {
      index = network.probePoints().size() - 1;
    }

    @Override
    public boolean wants(ProbePoint point) {
      return point.index() == index;
    }

    @Override
    public void accept(ProbePoint point, Tensor state) {
      last = state;
    }
  }
}
