package org.initlab.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.initlab.cli.Backends;
import org.initlab.cli.Invocation;
import org.initlab.cli.catalog.Experiments;
import org.initlab.cli.run.Destination;
import org.initlab.cli.run.DirectoryRunContext;
import org.initlab.cli.run.RunDirectory;
import org.initlab.cli.run.Runs;
import org.initlab.cli.run.Subject;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.backend.Backend;
import org.initlab.core.data.DataFolders;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Progress;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Scale;
import org.initlab.core.experiment.Table;
import org.initlab.core.experiment.calibration.Calibration;
import org.initlab.core.random.Seed;
import org.initlab.reports.TableMarkdown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code initlab calibrate ID…}: how often the checks of experiments fail over seeds. */
@Command(
    name = "calibrate",
    description =
        "Runs experiments at many seeds and says of each check how far it is from failing, how often it"
            + " failed, and how often it would by the tail of its margins.",
    mixinStandardHelpOptions = true)
public final class CalibrateCommand implements Callable<Integer> {
  private static final String DESCRIPTION =
      "Every check of an experiment claims |measured − expected| ≤ tolerance and states how often a"
          + " correct program fails it. Here it is made at many seeds. Its margin is (measured −"
          + " expected)/tolerance; the estimated rate is the tail beyond 1 of a distribution fitted to"
          + " the margins by their mean and variance: normal where they have both signs, the largest"
          + " of K normal ones where they have one, as the worst of many values has (Gumbel where even"
          + " K = 1 has too short a tail).";

  private final Backends backends;
  private final Invocation invocation;
  private final Terminal terminal;
  private final Runs runs;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "experiments")
  private List<String> ids;

  @Option(
      names = "--seeds",
      defaultValue = "100",
      description = "how many, from --seed on (default: ${DEFAULT-VALUE})")
  private int seeds;

  @Option(
      names = "--scale",
      defaultValue = "smoke",
      description = "smoke, quick or paper (default: ${DEFAULT-VALUE})")
  private String scale;

  @Option(names = "--markdown", description = "the summary as a table for documentation")
  private boolean markdown;

  @Mixin private DataOptions data = new DataOptions();
  @Mixin private EngineOptions engine = new EngineOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Inject
  CalibrateCommand(Backends backends, Invocation invocation, Terminal terminal, Runs runs) {
    this.backends = backends;
    this.invocation = invocation;
    this.terminal = terminal;
    this.runs = runs;
  }

  @Override
  public Integer call() {
    List<Experiment> experiments = ids.stream().distinct().map(Experiments::named).toList();
    Scale size = Scale.named(scale);
    Seed first = engine.seed();
    if (seeds < 2) throw new InvalidInputException("--seeds must be at least 2, was " + seeds);
    List<Calibration> calibrations =
        experiments.stream().map(e -> new Calibration(e, first.value(), seeds)).toList();
    List<Backend> chosen = engine.backends(backends);
    DataFolders folders = data.folders(invocation);
    ObjectNode configuration = engine.configuration(chosen);
    ArrayNode names =
        configuration.put("seeds", seeds).put("scale", size.id()).putArray("experiments");
    experiments.forEach(e -> names.add(e.id()));
    Subject subject =
        new Subject(
            "calibrate",
            "calibrate",
            "How often checks fail over " + seeds + " seeds",
            DESCRIPTION,
            experiments.stream().flatMap(e -> e.papers().stream()).distinct().toList());
    return runs.run(
        subject,
        configuration,
        chosen,
        output.destination(invocation),
        (directory, progress) ->
            all(calibrations, c -> context(c, size, chosen, folders, directory, progress)),
        this::show);
  }

  private interface Contexts {
    RunContext of(Calibration calibration);
  }

  private static Result all(List<Calibration> calibrations, Contexts contexts) {
    List<Table> tables = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    for (Calibration c : calibrations) {
      Result result = c.run(contexts.of(c));
      tables.addAll(result.tables());
      figures.addAll(result.figures());
      checks.addAll(result.checks());
    }
    List<Table> summaries = tables.stream().filter(Calibration::isSummary).toList();
    Table.Builder summary =
        Table.builder("calibration", "Margins of checks over seeds", Calibration.summaryColumns());
    summaries.forEach(summary::rowsOf);
    tables.removeAll(summaries);
    tables.add(0, summary.build());
    return new Result(tables, figures, checks);
  }

  private RunContext context(
      Calibration calibration,
      Scale size,
      List<Backend> chosen,
      DataFolders folders,
      RunDirectory directory,
      Progress progress) {
    return new DirectoryRunContext(
        size,
        engine.seed(),
        chosen,
        engine.compileOptions(calibration.experiment().precision()),
        folders,
        progress,
        directory);
  }

  private void show(Result result, Path directory, Destination to) {
    Table summary = result.tables().get(0);
    if (markdown) terminal.println(TableMarkdown.of(summary));
    else if (to.json() || !to.quiet()) Printer.print(terminal, summary, to.json());
    if (!markdown && !to.json() && !to.quiet()) {
      terminal.println("Report: " + directory.resolve("index.html"));
    }
  }
}
