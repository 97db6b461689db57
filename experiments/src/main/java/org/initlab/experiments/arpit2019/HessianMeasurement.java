package org.initlab.experiments.arpit2019;

import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Model;
import org.initlab.core.data.Dataset;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.hessian.HessianOperator;
import org.initlab.core.hessian.PowerIteration;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Scheme;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.train.TrainingData;

/** The original program's power iteration for one network under one scheme. */
record HessianMeasurement(HessianProblem problem, Dataset data, CompileOptions options) {
  /** The original program's part of the training samples that is held out. */
  private static final double HELD_OUT = 0.1;

  /**
   * One row per step.
   *
   * @param reference looks at the data where the scheme does
   */
  Table of(HessianScheme scheme, Seed seed, Backend reference, Backend backend) {
    Network network = problem.network(data);
    TrainingData batches =
        TrainingData.of(
            data.split(HELD_OUT, seed),
            data.normalization(),
            data.augmentation(),
            problem.batchSize(),
            seed);
    Parameters initial = initial(scheme, network, batches, seed, reference);
    try (Model model = backend.compile(network, initial, options)) {
      int count =
          HessianOperator.batchesOf(HessianOperator.ORIGINAL_FRACTION, batches.train().batches());
      HessianOperator hessian =
          HessianOperator.ofCrossEntropy(
              model, batches.train().epoch(0), batches.train().newBatch(), count);
      return table(new PowerIteration(problem.iterations()).run(hessian, seed));
    }
  }

  private Parameters initial(
      HessianScheme scheme, Network network, TrainingData batches, Seed seed, Backend reference) {
    Scheme s = Schemes.named(scheme.scheme());
    InitContext context = InitContext.of(seed).withThreads(options.threads());
    if (s.needsData()) context = context.withCalibration(batches.firstBatch(), reference);
    return s.initialize(network, context);
  }

  private static Table table(List<PowerIteration.Step> steps) {
    Table.Builder table =
        Table.builder(
            "steps",
            "Power iteration",
            Column.real("entry", "entry of H·v of largest size, signed"),
            Column.real("rayleigh", "v·Hv/v·v"),
            Column.real("residual", "‖Hv − rayleigh·v‖/‖v‖"));
    steps.forEach(s -> table.row(s.entry(), s.rayleigh(), s.residual()));
    return table.build();
  }
}
