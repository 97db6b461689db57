package org.initlab.bench;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.tensor.Tensor;

/**
 * Times training steps (forward, backward, update) of one workload on several backends in turn:
 * round after round, every backend computes for a share of a second.
 */
final class StepTimer {
  private static final double NANOSECONDS = 1e-9;

  /** Small enough that the loss stays finite however often the one batch is seen. */
  private static final UpdateRule RULE = new UpdateRule.Sgd(1e-6, 0.9, 0);

  private final int rounds;
  private final double secondsPerRound;

  StepTimer(int rounds, double secondsPerRound) {
    this.rounds = rounds;
    this.secondsPerRound = secondsPerRound;
  }

  List<Measurement> time(Workload workload, List<Backend> backends, CompileOptions options) {
    Tensor inputs = workload.inputs();
    Objective objective = workload.objective();
    List<Model> models = new ArrayList<>();
    try {
      List<Integer> steps = new ArrayList<>();
      for (Backend backend : backends) {
        Model model = backend.compile(workload.network(), workload.parameters(), options);
        models.add(model);
        steps.add(stepsPerRound(model, inputs, objective));
      }
      double[][] seconds = new double[models.size()][rounds];
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < models.size(); i++) {
          seconds[i][round] = run(models.get(i), inputs, objective, steps.get(i));
        }
      }
      List<Measurement> result = new ArrayList<>();
      for (int i = 0; i < models.size(); i++) {
        String name = backends.get(i).name();
        result.add(new Measurement(workload.name(), name, workload.batch(), seconds[i]));
      }
      return result;
    } finally {
      models.forEach(Model::close);
    }
  }

  /** Warms up for one round's time and tells how many steps fill a round. */
  private int stepsPerRound(Model model, Tensor inputs, Objective objective) {
    long start = System.nanoTime();
    double last = Double.POSITIVE_INFINITY;
    do {
      last = Math.min(last, run(model, inputs, objective, 1));
    } while ((System.nanoTime() - start) * NANOSECONDS < 2 * secondsPerRound);
    return Math.max(1, (int) (secondsPerRound / last));
  }

  /** Seconds per step. */
  private static double run(Model model, Tensor inputs, Objective objective, int steps) {
    long start = System.nanoTime();
    double loss = 0;
    for (int i = 0; i < steps; i++) loss = model.step(inputs, objective, RULE);
    double seconds = (System.nanoTime() - start) * NANOSECONDS;
    if (!Double.isFinite(loss)) throw new IllegalStateException("the loss became " + loss);
    return seconds / steps;
  }
}
