package org.initlab.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.initlab.cli.Backends;
import org.initlab.cli.Invocation;
import org.initlab.cli.catalog.Experiments;
import org.initlab.cli.run.DirectoryRunContext;
import org.initlab.cli.run.Runs;
import org.initlab.cli.run.Subject;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.data.DataFolders;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Scale;
import org.initlab.core.random.Seed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code initlab reproduce ID}: a paper's figure or table, with its checks. */
@Command(
    name = "reproduce",
    description =
        "Reproduces a figure or table of a paper ('initlab list experiments' names them).",
    mixinStandardHelpOptions = true)
public final class ReproduceCommand implements Callable<Integer> {
  private final Backends backends;
  private final Invocation invocation;
  private final Runs runs;

  @Parameters(paramLabel = "ID", description = "the experiment, for example arpit2019-fig1")
  private String id;

  @Option(
      names = "--scale",
      defaultValue = "quick",
      description = "smoke (seconds), quick (a minute or so) or paper (default: ${DEFAULT-VALUE})")
  private String scale;

  @Mixin private DataOptions data = new DataOptions();
  @Mixin private EngineOptions engine = new EngineOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Inject
  ReproduceCommand(Backends backends, Invocation invocation, Runs runs) {
    this.backends = backends;
    this.invocation = invocation;
    this.runs = runs;
  }

  @Override
  public Integer call() {
    Experiment experiment = Experiments.named(id);
    Scale size = Scale.named(scale);
    Seed seed = engine.seed();
    CompileOptions options = engine.compileOptions(experiment.precision());
    List<Backend> chosen = engine.backends(backends);
    DataFolders folders = data.folders(invocation);
    ObjectNode configuration = engine.configuration(chosen);
    configuration
        .put("precision", options.precision().id())
        .put("experiment", experiment.id())
        .put("scale", size.id());
    return runs.run(
        new Subject(
            "reproduce", id, experiment.title(), experiment.description(), experiment.papers()),
        configuration,
        chosen,
        output.destination(invocation),
        (directory, progress) ->
            experiment.run(
                new DirectoryRunContext(
                    size, seed, chosen, options, folders, progress, directory)));
  }
}
