package org.initlab.experiments.arpit2019;

import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.data.Batch;
import org.initlab.core.data.Batcher;
import org.initlab.core.data.Dataset;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.hessian.HessianOperator;
import org.initlab.core.hessian.PowerIteration;
import org.initlab.core.hessian.SymmetricOperator;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Scheme;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.train.TrainingData;

/** The original program's power iteration for one network under one scheme. */
record HessianMeasurement(HessianProblem problem, Dataset data, CompileOptions options) {
  /** The original program's part of the training samples that is held out. */
  private static final double HELD_OUT = 0.1;

  /**
   * One row per step.
   *
   * @param reference looks at the data where the scheme does; its own products in float32 are
   *     compared with float64
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
      Observed products = new Observed(hessian);
      List<PowerIteration.Step> steps =
          new PowerIteration(problem.iterations()).run(products, seed);
      LargestOutput output = new LargestOutput(network);
      double gradientNorm = gradientNorm(model, batches.train(), count, output);
      double error = Double.NaN;
      if (backend == reference && options.precision() == Precision.FLOAT32) {
        CompileOptions wide =
            new CompileOptions(Precision.FLOAT64, options.device(), options.threads());
        try (Model exact = backend.compile(network, initial, wide)) {
          error =
              products.error(
                  HessianOperator.ofCrossEntropy(
                      exact, batches.train().epoch(0), batches.train().newBatch(), count),
                  gradientNorm);
        }
      }
      return table(steps, gradientNorm, output.largest(), error);
    }
  }

  /** ‖∇L‖₂ of the loss whose Hessian it is. */
  private static double gradientNorm(Model model, Batcher train, int count, Probe states) {
    Batch batch = train.newBatch();
    int samples = Math.min(count * batch.size(), train.samples());
    for (int b = 0; b < count; b++) {
      train.epoch(0).fill(b, batch);
      Objective loss = new Objective.CrossEntropy(batch.labels());
      model.accumulate(batch.inputs(), loss, (double) batch.size() / samples, states);
    }
    return model.gradientNorm();
  }

  private Parameters initial(
      HessianScheme scheme, Network network, TrainingData batches, Seed seed, Backend reference) {
    Scheme s = Schemes.named(scheme.scheme());
    InitContext context = InitContext.of(seed).withThreads(options.threads());
    if (s.needsData()) context = context.withCalibration(batches.firstBatch(), reference);
    return s.initialize(network, context);
  }

  private static Table table(
      List<PowerIteration.Step> steps,
      double gradientNorm,
      double largestLogit,
      double productError) {
    Table.Builder table =
        Table.builder(
            "steps",
            "Power iteration",
            Column.real("entry", "entry of H·v of largest size, signed"),
            Column.real("rayleigh", "v·Hv/v·v"),
            Column.real("residual", "‖Hv − rayleigh·v‖/‖v‖"),
            Column.real("gradient_norm", "‖∇L‖₂, which errors of H·v are relative to"),
            Column.real("largest_logit", "in size, which errors of ∇L are relative to"),
            Column.real(
                "product_error",
                "of the last product in float32 against float64, relative to the larger of ‖Hv‖ and"
                    + " ‖∇L‖‖v‖; of the first backend"));
    steps.forEach(
        s ->
            table.row(
                s.entry(), s.rayleigh(), s.residual(), gradientNorm, largestLogit, productError));
    return table.build();
  }

  /** Remembers the last product. */
  private static final class Observed implements SymmetricOperator {
    private final SymmetricOperator operator;
    private double[] v;
    private double[] product;

    Observed(SymmetricOperator operator) {
      this.operator = operator;
    }

    @Override
    public int dimension() {
      return operator.dimension();
    }

    @Override
    public double[] apply(double[] vector) {
      v = vector;
      product = operator.apply(vector);
      return product;
    }

    /** How far the last product is from that of {@code exact}. */
    double error(SymmetricOperator exact, double gradientNorm) {
      double[] right = exact.apply(v);
      double squares = 0;
      for (int i = 0; i < right.length; i++) {
        squares += (product[i] - right[i]) * (product[i] - right[i]);
      }
      return Math.sqrt(squares) / Math.max(norm(right), gradientNorm * norm(v));
    }

    private static double norm(double[] vector) {
      double squares = 0;
      for (double x : vector) squares += x * x;
      return Math.sqrt(squares);
    }
  }

  /** Looks at the logits that pass. */
  private static final class LargestOutput implements Probe {
    private final int last;
    private double largest;

    LargestOutput(Network network) {
      last = network.probePoints().size() - 1;
    }

    @Override
    public boolean wants(ProbePoint point) {
      return point.index() == last;
    }

    @Override
    public void accept(ProbePoint point, Tensor state) {
      for (double y : state.data()) largest = Math.max(largest, Math.abs(y));
    }

    double largest() {
      return largest;
    }
  }
}
