package org.initlab.experiments.arpit2019;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Precision;
import org.initlab.core.data.Augmentation;
import org.initlab.core.data.Batch;
import org.initlab.core.data.Batcher;
import org.initlab.core.data.Dataset;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.Network;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.train.Snapshots;

/**
 * Figure 3 of Arpit, Campos and Bengio 2019: {@code initlab reproduce arpit2019-fig3-depth}.
 *
 * <p>Claim: with the proposed initialization weight-normalized WideResNets of 10 to 10,000 layers
 * reach about the same accuracy after one epoch, while with PyTorch's default they diverge from 100
 * layers on, and data-dependent initialization loses accuracy with depth.
 *
 * <p>What you should see: the proposed curve is flat, the default's falls to 0.
 */
@AutoService(Experiment.class)
public final class Figure3 implements Experiment {
  @Override
  public String id() {
    return "arpit2019-fig3-depth";
  }

  @Override
  public String title() {
    return "Accuracy of WideResNets of 10 to 10,000 layers after one epoch, four initializations";
  }

  @Override
  public String description() {
    return "Accuracy after one epoch of weight-normalized WideResNets (k = 1) over depth, from Arpit,"
        + " Campos and Bengio 2019. A run that diverges counts as 0. At paper scale on CIFAR-10 with"
        + " 10, 100, 1,000 and 10,000 layers, for a GPU; the paper gives neither width nor learning"
        + " rate for this figure, here k = 1, SGD with lr 0.01 and momentum 0.9, batch 128, and a stride of 2 in the first convolution of the deepest. At quick"
        + " scale on the 8×8 digits with 10, 28 and 100 layers: accuracies are the data set's, and"
        + " what carries over is that the proposed scheme trains at every depth and that PyTorch's"
        + " default does not at 100 layers; the"
        + " data-dependent one diverges there too, which in the paper it does not. The learning rate, 0.03 with momentum 0.9, was chosen so that"
        + " the proposed scheme learns within the epoch: at 0.01 without momentum it stays at chance there,"
        + " while stage-wise Hanin reaches 0.86 at 100 layers. Beside that, how much ‖h‖ grows over every stage at"
        + " initialization, up to 1,000 layers, against its expectation: (1 + 1/N)^(N/2) in the"
        + " middle of a large image, less where zeros are padded.";
  }

  @Override
  public List<Paper> papers() {
    return List.of(Bibliography.ARPIT_2019, Bibliography.ZAGORUYKO_2016, Bibliography.HANIN_2018);
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public Result run(RunContext context) {
    Figure3Settings settings = Figure3Settings.of(context.scale());
    Dataset data = settings.read(context);
    List<Backend> backends = context.backends();
    int runs = settings.blocks().size() * Figure3Scheme.values().length * settings.seeds();
    int networks = settings.networks().stream().mapToInt(Integer::intValue).sum();
    context.progress().start("networks", (long) (runs + networks) * backends.size());
    Figure3Results results = new Figure3Results();
    for (Backend backend : backends) {
      for (int blocks : settings.measured())
        measure(context, settings, data, backend, blocks, results);
      for (int blocks : settings.blocks()) train(context, settings, data, backend, blocks, results);
    }
    return result(context, settings, data, results);
  }

  private static Result result(
      RunContext context, Figure3Settings settings, Dataset data, Figure3Results results) {
    List<Backend> backends = context.backends();
    String reference = backends.get(0).name();
    Figure3Checks checks = new Figure3Checks(settings, results, reference);
    List<Check> all = new ArrayList<>(checks.all());
    List<Network> networks =
        settings.measured().stream().map(n -> settings.network(data, n)).toList();
    for (Backend other : backends.subList(1, backends.size())) {
      all.add(checks.agreement(other, context.options().precision(), networks));
    }
    return new Result(
        List.of(results.normsTable(), results.runsTable()),
        List.of(Figure3Panels.figure(settings, results, reference)),
        all);
  }

  private static void measure(
      RunContext context,
      Figure3Settings settings,
      Dataset data,
      Backend backend,
      int blocks,
      Figure3Results results) {
    Network network = settings.network(data, blocks);
    int count = settings.networks().get(settings.measured().indexOf(blocks));
    for (int k = 0; k < count; k++) {
      String name = "norms/n" + blocks + "/network-" + k;
      Seed seed = context.seed().child(name);
      Table table =
          context.unit(
              name + "/" + backend.name(),
              () ->
                  StageNorms.of(
                      network,
                      Schemes.named(Figure3Scheme.PROPOSED.scheme())
                          .initialize(
                              network,
                              InitContext.of(seed).withThreads(context.options().threads())),
                      inputs(settings, data, seed),
                      backend,
                      context.options()));
      results.addNorms(backend.name(), blocks, k, table);
      context.progress().advance(1);
    }
  }

  /** Training samples in random order, normalized and not augmented. */
  private static Tensor inputs(Figure3Settings settings, Dataset data, Seed seed) {
    Batcher batcher =
        Batcher.training(
            data.train(), data.normalization(), Augmentation.NONE, settings.samples(), seed);
    Batch batch = batcher.newBatch();
    batcher.epoch(0).fill(0, batch);
    return batch.inputs();
  }

  private static void train(
      RunContext context,
      Figure3Settings settings,
      Dataset data,
      Backend backend,
      int blocks,
      Figure3Results results) {
    Network network = settings.network(data, blocks);
    for (Figure3Scheme scheme : Figure3Scheme.values()) {
      for (int k = 0; k < settings.seeds(); k++) {
        ResidualRun run =
            new ResidualRun(
                network,
                scheme.scheme(),
                data,
                settings.validation(),
                data.augmentation(),
                settings.config(blocks),
                context.seed().child("run-" + k));
        String key =
            "training/n" + blocks + "/" + scheme.scheme() + "/run-" + k + "/" + backend.name();
        Table table =
            context.unit(key, () -> run.on(backend, context.options(), Snapshots.inMemory()));
        results.addRun(backend.name(), blocks, scheme, k, table);
        context.progress().advance(1);
      }
    }
  }
}
