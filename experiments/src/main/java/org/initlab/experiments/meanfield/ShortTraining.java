package org.initlab.experiments.meanfield;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.data.Batch;
import org.initlab.core.data.BatchStream;
import org.initlab.core.data.Batcher;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.train.Tally;

/**
 * So many updates, without validation or snapshots: what a figure needs that asks whether a network
 * trains at all.
 */
public final class ShortTraining {
  /** An update: the loss before it and how many of its batch were classified right. */
  public record Step(double loss, double accuracy) {}

  private ShortTraining() {}

  /**
   * The updates until {@code steps} are done or a loss is not finite, which is the last one then.
   *
   * @param batches each epoch in an order of its own; one of another size at its end is left out
   */
  public static List<Step> run(Model model, Batcher batches, int steps, UpdateRule rule) {
    List<Step> done = new ArrayList<>();
    Output output = new Output(model.network().probePoints().size() - 1);
    for (int epoch = 0; done.size() < steps; epoch++) {
      try (BatchStream stream = batches.stream(epoch, 0)) {
        for (Batch b = stream.next(); b != null && done.size() < steps; b = stream.next()) {
          boolean rest = b.size() * batches.batches() < batches.samples();
          if (rest && batches.batches() > 1) continue;
          Objective objective = new Objective.CrossEntropy(b.labels());
          double loss = model.accumulate(b.inputs(), objective, 1, output);
          done.add(new Step(loss, Tally.EMPTY.plus(loss, output.state, b.labels()).accuracy()));
          if (!Double.isFinite(loss)) return done;
          model.update(rule);
        }
      }
    }
    return done;
  }

  private static final class Output implements Probe {
    private final int index;
    private Tensor state;

    Output(int index) {
      this.index = index;
    }

    @Override
    public boolean wants(ProbePoint point) {
      return point.index() == index;
    }

    @Override
    public void accept(ProbePoint point, Tensor state) {
      this.state = state;
    }
  }
}
