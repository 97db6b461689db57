package org.initlab.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.initlab.cli.Backends;
import org.initlab.cli.Invocation;
import org.initlab.cli.run.Destination;
import org.initlab.cli.run.Interruption;
import org.initlab.cli.run.Runs;
import org.initlab.cli.run.Sources;
import org.initlab.cli.run.Subject;
import org.initlab.cli.terminal.Terminal;
import org.initlab.cli.train.TrainingRun;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.Precision;
import org.initlab.core.data.Dataset;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Table;
import org.initlab.core.init.Scheme;
import org.initlab.core.network.Network;
import org.initlab.core.random.Seed;
import org.initlab.core.train.TrainConfig;
import org.initlab.core.train.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code initlab train}: the original program's job, on any backend. */
@Command(
    name = "train",
    description =
        "Trains a network and tests the model of its best epoch. Options have the names and defaults"
            + " of the program of Arpit et al. 2019, in its spelling (--num_layers) and in ours"
            + " (--num-layers).",
    mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {
  private static final String DESCRIPTION =
      "Losses and accuracies by epoch, and the test of the model of the best epoch. Times stand in"
          + " metrics.csv.";

  private final Backends backends;
  private final Invocation invocation;
  private final Terminal terminal;
  private final Clock clock;
  private final Runs runs;

  @Mixin private DatasetOptions data = new DatasetOptions();
  @Mixin private TrainedNetworkOptions networkOptions = new TrainedNetworkOptions();
  @Mixin private TrainingOptions training = new TrainingOptions();

  @Option(
      names = "--hessian",
      description =
          "before training, the spectral norm of the loss Hessian as 'initlab hessian' computes it"
              + " by default; kept in the run's hessian.csv")
  private boolean hessian;

  @Option(names = "--tb", description = "write TensorBoard event files into the run directory")
  private boolean tensorBoard;

  @Option(
      names = {"--log-every-iter", "--log_every_iter"},
      description = "write the loss of every update to iterations.csv")
  private boolean everyIteration;

  @Option(
      names = {"--save-init", "--save_init"},
      description = "write the initial weights to " + TrainingRun.INITIAL)
  private boolean saveInit;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "name of the run: its directory is runs/[PREFIX/]NAME, where --out is not given")
  private String model;

  @Option(
      names = {"--model-prefix", "--model_prefix"},
      paramLabel = "PREFIX",
      description = "folder of the run's directory under runs")
  private String prefix;

  @Option(
      names = {"--cudnn-deterministic", "--cudnn_deterministic"},
      description = "of the original program; on the CPU, where this runs, there is no cuDNN")
  private boolean cudnnDeterministic;

  @Mixin private EngineOptions engine = new EngineOptions();
  @Mixin private MemoryOption memory = new MemoryOption();
  @Mixin private OutputOptions output = new OutputOptions();

  @Inject
  TrainCommand(
      Backends backends, Invocation invocation, Terminal terminal, Clock clock, Runs runs) {
    this.backends = backends;
    this.invocation = invocation;
    this.terminal = terminal;
    this.clock = clock;
    this.runs = runs;
  }

  @Override
  public Integer call() {
    TrainConfig config = training.config();
    Seed seed = engine.seed();
    Backend backend = backend();
    CompileOptions options = memory.in(engine.compileOptions(Precision.FLOAT32), List.of(backend));
    Dataset dataset = data.read(invocation);
    Network network = networkOptions.network(invocation, dataset.shape(), dataset.classes());
    Scheme scheme = networkOptions.scheme(network);
    Destination to = destination();
    Trainer trainer =
        new Trainer(
            backend, network, options, config, data.batches(dataset, config.miniBatchSize(), seed));
    TrainingRun run =
        new TrainingRun(trainer, scheme, seed, hessian, tensorBoard, everyIteration, saveInit);
    ObjectNode configuration = configuration(backend, options, dataset, config);
    Subject subject =
        new Subject(
            "train",
            "train-" + dataset.name() + "-" + network.name(),
            network.name() + " on " + dataset.name() + " from " + scheme.name(),
            DESCRIPTION,
            Sources.of(List.of(scheme), Bibliography.ARPIT_2019));
    try (Interruption interruption = Interruption.open()) {
      return runs.run(
          subject,
          configuration,
          List.of(backend),
          to,
          (directory, progress) -> {
            directory.write("config.json", configuration);
            if (to.resume()) promise(backend).ifPresent(progress::note);
            return run.run(directory, progress, clock, interruption);
          },
          this::show);
    }
  }

  /** What a resumed run owes to one that was not interrupted, where that is less than its bits. */
  private static Optional<String> promise(Backend backend) {
    return backend.capabilities().contains(Capability.BITWISE_REPRODUCIBLE)
        ? Optional.empty()
        : Optional.of(
            "Resumed with the same bits; backend '"
                + backend.name()
                + "' does not promise to go on with those of an uninterrupted run.");
  }

  private Backend backend() {
    List<Backend> chosen = engine.backends(backends);
    if (chosen.size() != 1) {
      throw new InvalidInputException(
          "train runs on one backend, --backend chose "
              + String.join(", ", chosen.stream().map(Backend::name).toList()));
    }
    if (cudnnDeterministic && engine.device().kind() == Device.Kind.GPU) {
      throw new InvalidInputException(
          "--cudnn-deterministic cannot be promised on "
              + engine.device()
              + ": the engine does not let its kernels be chosen; leave it out");
    }
    return chosen.get(0);
  }

  private Destination destination() {
    Destination to = output.destination(invocation);
    if (to.directory().isPresent() || (model == null && prefix == null)) return to;
    if (model == null) {
      throw new InvalidInputException("--model-prefix needs --model, the name of the run");
    }
    Path runs = Path.of("runs");
    Path folder = (prefix == null ? runs : runs.resolve(prefix)).resolve(model);
    return new Destination(
        Optional.of(invocation.resolve(folder)), to.resume(), to.quiet(), to.json());
  }

  private ObjectNode configuration(
      Backend backend, CompileOptions options, Dataset dataset, TrainConfig config) {
    ObjectNode node = engine.configuration(List.of(backend));
    node.put("precision", options.precision().id());
    data.add(dataset, node);
    networkOptions.addTo(node);
    TrainingOptions.add(config, node);
    return node.put("hessian", hessian)
        .put("tb", tensorBoard)
        .put("log_every_iter", everyIteration)
        .put("save_init", saveInit);
  }

  private void show(Result result, Path path, Destination to) {
    Table summary = result.tables().get(1);
    if (to.json()) {
      Printer.print(terminal, summary, true);
    } else if (!to.quiet()) {
      double accuracy = summary.real(0, "test_acc");
      if (hessian) showHessian(result);
      String outcome = (String) summary.rows().get(0).get(summary.column("outcome"));
      if (outcome.equals("diverged")) terminal.println("Diverged: a loss was not finite.");
      if (!Double.isNaN(accuracy)) {
        terminal.println(
            String.format(
                Locale.ROOT,
                "Test accuracy: %.5f (model of epoch %s)",
                accuracy,
                summary.rows().get(0).get(summary.column("best_model_epoch"))));
      }
      terminal.println("Report: " + path.resolve("index.html"));
    }
  }

  private void showHessian(Result result) {
    Table eigenvalues =
        result.tables().stream().filter(t -> t.id().equals("hessian")).findFirst().orElseThrow();
    terminal.println(
        String.format(
            Locale.ROOT,
            "Spectral norm of the Hessian before training: %.5g (log10 %.3f, ln %.3f)",
            Math.abs(eigenvalues.real(0, "eigenvalue")),
            eigenvalues.real(0, "log10"),
            eigenvalues.real(0, "ln")));
  }
}
