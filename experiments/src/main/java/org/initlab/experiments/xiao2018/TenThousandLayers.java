package org.initlab.experiments.xiao2018;

import com.google.auto.service.AutoService;
import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Precision;
import org.initlab.core.data.Dataset;
import org.initlab.core.data.Datasets;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.core.random.Seed;
import org.initlab.experiments.EachBackend;

/**
 * Ten thousand plain layers: {@code initlab reproduce xiao2018-ten-thousand-layers --data-dir DIR}.
 *
 * <p>Claim: a plain tanh CNN of 10,000 delta-orthogonal layers, without normalization or shortcuts,
 * passes signals and gradients, and trains.
 *
 * <p>What you should see: second moments near q* and gradients of a constant order over all layers,
 * where Gaussian kernels of the same variance lose the gradient, and a training loss that falls.
 */
@AutoService(Experiment.class)
public final class TenThousandLayers implements Experiment {
  @Override
  public String id() {
    return "xiao2018-ten-thousand-layers";
  }

  @Override
  public String title() {
    return "A plain tanh CNN of 10,000 layers passes its signal and its gradient, and trains";
  }

  @Override
  public String description() {
    return "Figure 1 of Xiao et al. 2018: a plain tanh CNN of delta-orthogonal convolutions at the"
        + " critical point of q* = 1/depth, as in the authors' demonstration. Quick: 10,000 layers of 16 channels on 7×7 maps, MNIST, batches of 32:"
        + " statistics of every layer forward and backward, and 20 updates by Adam on 64 standardized"
        + " samples with a classifier that reads every position, on two cores; paper: 64 channels, 1,000 updates, for a GPU. Both need MNIST in --data-dir. Smoke:"
        + " 50 layers of 8 channels on the 8×8 digits. Beside it, a shallower network with Gaussian"
        + " kernels of the same variance.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.XIAO_2018);
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public Result run(RunContext context) {
    DeepSettings settings = DeepSettings.of(context.scale());
    Dataset data = Datasets.named(settings.dataset(), context.data());
    return EachBackend.run(context, backend -> on(backend, settings, data, context));
  }

  private static Result on(
      Backend backend, DeepSettings settings, Dataset data, RunContext context) {
    context.progress().start("networks", 3);
    Seed seed = context.seed();
    DeepRun delta =
        new DeepRun(settings, VanillaCnn.Kernel.DELTA_ORTHOGONAL, settings.depth(), data, seed);
    DeepRun gaussian =
        new DeepRun(settings, VanillaCnn.Kernel.GAUSSIAN, settings.gaussianDepth(), data, seed);
    Table statistics =
        context.unit(
            "statistics/" + backend.name(), () -> delta.statistics(backend, context.options()));
    context.progress().advance(1);
    Table beside =
        context.unit(
            "statistics-gaussian/" + backend.name(),
            () -> gaussian.statistics(backend, context.options()));
    context.progress().advance(1);
    Table training =
        context.unit("training/" + backend.name(), () -> delta.train(backend, context.options()));
    context.progress().advance(1);
    DeepReport report = new DeepReport(settings, statistics, beside, training);
    return new Result(report.tables(), List.of(report.figure()), report.checks());
  }
}
