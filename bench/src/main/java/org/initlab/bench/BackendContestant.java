package org.initlab.bench;

import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.tensor.Tensor;

/** A workload on one of initlab's backends, in this process. */
final class BackendContestant implements Contestant {
  private static final double NANOSECONDS = 1e-9;

  /** Small enough that the loss stays finite however often the one batch is seen. */
  private static final UpdateRule RULE = new UpdateRule.Sgd(1e-6, 0.9, 0);

  private final String name;
  private final Model model;
  private final Tensor inputs;
  private final Objective objective;

  BackendContestant(Backend backend, Workload workload, CompileOptions options) {
    this.name = backend.name();
    this.inputs = workload.inputs();
    this.objective = workload.objective();
    this.model = backend.compile(workload.network(), workload.parameters(), options);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double secondsPerStep(int steps) {
    long start = System.nanoTime();
    double loss = 0;
    for (int i = 0; i < steps; i++) loss = model.step(inputs, objective, RULE);
    double seconds = (System.nanoTime() - start) * NANOSECONDS;
    if (!Double.isFinite(loss)) throw new IllegalStateException("the loss became " + loss);
    return seconds / steps;
  }

  @Override
  public void close() {
    model.close();
  }
}
