package org.initlab.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.initlab.cli.Backends;
import org.initlab.cli.ExitCode;
import org.initlab.cli.Invocation;
import org.initlab.cli.run.Destination;
import org.initlab.cli.run.Runs;
import org.initlab.cli.run.Sources;
import org.initlab.cli.run.Subject;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Table;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Scheme;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.stats.Traces;
import org.initlab.core.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code initlab stats}: signal propagation of one network under one init, per layer. */
@Command(
    name = "stats",
    description =
        "Signal propagation of one network under one init, per layer, on one or more backends.",
    mixinStandardHelpOptions = true)
public final class StatsCommand implements Callable<Integer> {
  private final Backends backends;
  private final Invocation invocation;
  private final Terminal terminal;
  private final Runs runs;

  @Mixin private NetworkOptions networkOptions = new NetworkOptions();

  @Option(
      names = "--init",
      defaultValue = "he",
      description =
          "initializer; 'initlab list initializers' names them (default: ${DEFAULT-VALUE})")
  private String init;

  @Option(
      names = {"--batch-size", "--batch_size"},
      defaultValue = "128",
      description = "synthetic samples, every value from N(0, 1) (default: ${DEFAULT-VALUE})")
  private int batchSize;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "samples from a CSV file instead: one per line, numbers only")
  private Path input;

  @Option(
      names = "--columns",
      paramLabel = "all|NAME[,NAME…]",
      description =
          "columns on the terminal (default: the telling ones that fit its width); files and --json"
              + " have all")
  private String columns;

  @Mixin private EngineOptions engine = new EngineOptions();
  @Mixin private MemoryOption memory = new MemoryOption();
  @Mixin private OutputOptions output = new OutputOptions();

  @Inject
  StatsCommand(Backends backends, Invocation invocation, Terminal terminal, Runs runs) {
    this.backends = backends;
    this.invocation = invocation;
    this.terminal = terminal;
    this.runs = runs;
  }

  @Override
  public Integer call() {
    Network network = networkOptions.network(invocation);
    Scheme scheme = Schemes.named(init);
    StatsColumns shown = StatsColumns.of(columns);
    Seed seed = engine.seed();
    Tensor batch =
        input == null
            ? Batches.gaussian(network, batchSize, seed)
            : Batches.read(network, invocation.resolve(input));
    List<Backend> chosen = engine.backends(backends);
    CompileOptions options = memory.in(engine.compileOptions(), chosen);
    Destination to = output.destination(invocation);
    if (to.directory().isEmpty()) {
      Table table = measure(network, scheme, seed, batch, chosen, options);
      if (to.json()) Printer.print(terminal, table, true);
      else terminal.println(shown.text(table, terminal.columns()));
      return ExitCode.OK;
    }
    ObjectNode configuration = engine.configuration(chosen);
    configuration.put("network", network.toString()).put("init", scheme.name());
    configuration.put("batch", batch.shape().toString());
    String title = "Signal propagation: " + network.name() + " under " + scheme.name();
    return runs.run(
        new Subject(
            "stats",
            "stats",
            title,
            "Statistics per layer, forward and backward.",
            Sources.of(List.of(scheme), Bibliography.POOLE_2016, Bibliography.SCHOENHOLZ_2017)),
        configuration,
        chosen,
        to,
        (directory, progress) ->
            new Result(
                List.of(measure(network, scheme, seed, batch, chosen, options)),
                List.of(),
                List.of()),
        runs::showTable);
  }

  private static Table measure(
      Network network,
      Scheme scheme,
      Seed seed,
      Tensor batch,
      List<Backend> backends,
      CompileOptions options) {
    InitContext context =
        InitContext.of(seed).withThreads(options.threads()).withCalibration(batch, backends.get(0));
    Parameters parameters = scheme.initialize(network, context);
    Objective objective =
        new Objective.Cotangent(
            Batches.gaussian("cotangent", network.output(), batch.shape().dim(0), seed));
    StatsTable table = new StatsTable(network, parameters, batch, scheme.standardizesUnits());
    for (Backend backend : backends) {
      try (Model model = backend.compile(network, parameters, options)) {
        table.add(backend.name(), Traces.measure(model, batch, objective, Mode.TRAIN));
      }
    }
    return table.build();
  }
}
