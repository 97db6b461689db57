package org.initlab.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.initlab.cli.Backends;
import org.initlab.cli.Invocation;
import org.initlab.cli.hessian.HessianRun;
import org.initlab.cli.hessian.HessianSettings;
import org.initlab.cli.hessian.HessianSubject;
import org.initlab.cli.run.Destination;
import org.initlab.cli.run.Interruption;
import org.initlab.cli.run.Runs;
import org.initlab.cli.run.Sources;
import org.initlab.cli.run.Subject;
import org.initlab.cli.run.UnitStore;
import org.initlab.cli.terminal.Terminal;
import org.initlab.cli.train.InitialParameters;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.data.Dataset;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Table;
import org.initlab.core.init.Scheme;
import org.initlab.core.network.Network;
import org.initlab.core.random.Seed;
import org.initlab.core.train.TrainingData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code initlab hessian}: the spectrum of the loss Hessian at initialization. */
@Command(
    name = "hessian",
    description =
        "Spectral norm of the loss Hessian of a network at initialization, as the program of Arpit"
            + " et al. 2019 computes it, or its largest eigenvalues, trace and density. Networks,"
            + " initializers and data are chosen as in 'initlab train'.",
    mixinStandardHelpOptions = true)
public final class HessianCommand implements Callable<Integer> {
  private static final String DESCRIPTION =
      "Eigenvalues of the Hessian of the mean cross-entropy over the first training batches, with"
          + " respect to all trainable parameters, in decimal and natural logarithms.";

  private final Backends backends;
  private final Invocation invocation;
  private final Terminal terminal;
  private final Runs runs;

  @Mixin private HessianOptions hessian = new HessianOptions();
  @Mixin private DatasetOptions data = new DatasetOptions();
  @Mixin private TrainedNetworkOptions networkOptions = new TrainedNetworkOptions();
  @Mixin private EngineOptions engine = new EngineOptions();
  @Mixin private MemoryOption memory = new MemoryOption();
  @Mixin private OutputOptions output = new OutputOptions();

  @Inject
  HessianCommand(Backends backends, Invocation invocation, Terminal terminal, Runs runs) {
    this.backends = backends;
    this.invocation = invocation;
    this.terminal = terminal;
    this.runs = runs;
  }

  @Override
  public Integer call() {
    HessianSettings settings = hessian.settings();
    Seed seed = engine.seed();
    List<Backend> chosen = engine.backends(backends);
    CompileOptions options = memory.in(engine.compileOptions(), chosen);
    Dataset dataset = data.read(invocation);
    Network network = networkOptions.network(invocation, dataset.shape(), dataset.classes());
    Scheme scheme = networkOptions.scheme(network);
    TrainingData batches = data.batches(dataset, hessian.miniBatchSize(), seed);
    // One set of parameters for all backends, so that they are asked for the same Hessian.
    HessianSubject subject =
        new HessianSubject(
            network,
            () -> InitialParameters.draw(scheme, network, batches, chosen.get(0), seed, options),
            batches.train(),
            hessian.batchSize(),
            options,
            seed);
    subject.requireMemory(settings);
    ObjectNode configuration = engine.configuration(chosen);
    data.add(dataset, configuration);
    networkOptions.addTo(configuration);
    hessian.addTo(configuration);
    Subject about =
        new Subject(
            "hessian",
            "hessian-" + dataset.name() + "-" + network.name(),
            "Loss Hessian of "
                + network.name()
                + " on "
                + dataset.name()
                + " from "
                + scheme.name(),
            DESCRIPTION,
            Sources.of(List.of(scheme), settings.papers()));
    try (Interruption interruption = Interruption.open()) {
      return run(subject, settings, about, configuration, chosen, interruption);
    }
  }

  private int run(
      HessianSubject subject,
      HessianSettings settings,
      Subject about,
      ObjectNode configuration,
      List<Backend> chosen,
      Interruption interruption) {
    return runs.run(
        about,
        configuration,
        chosen,
        output.destination(invocation),
        (directory, progress) ->
            new HessianRun(subject, settings, new UnitStore(directory), interruption::requested)
                .on(chosen, progress),
        this::show);
  }

  private void show(Result result, Path path, Destination to) {
    if (to.json()) {
      Printer.print(terminal, result.tables().get(0), true);
    } else if (!to.quiet()) {
      for (Table table : result.tables()) {
        if (table.id().matches("hessian|hessian-loss|hessian-trace|gradient-quotient")) {
          Printer.print(terminal, table, false);
        }
      }
      terminal.println("Report: " + path.resolve("index.html"));
    }
  }
}
