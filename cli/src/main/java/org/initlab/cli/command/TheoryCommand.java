package org.initlab.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.initlab.cli.ExitCode;
import org.initlab.cli.Invocation;
import org.initlab.cli.run.Destination;
import org.initlab.cli.run.Runs;
import org.initlab.cli.run.Subject;
import org.initlab.cli.run.UnitStore;
import org.initlab.cli.run.Work;
import org.initlab.cli.terminal.TableJson;
import org.initlab.cli.terminal.Terminal;
import org.initlab.cli.theory.PhaseDiagramRun;
import org.initlab.cli.theory.TheoryTables;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Table;
import org.initlab.core.theory.CriticalLine;
import org.initlab.core.theory.DualActivation;
import org.initlab.core.theory.FixedPoint;
import org.initlab.core.theory.MeanField;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code initlab theory}: what mean-field theory says of a network before anything is run. */
@Command(
    name = "theory",
    description =
        "Mean-field theory of deep networks (Poole et al. 2016, Schoenholz et al. 2017): fixed"
            + " points q* and c*, χ₁, depth scales, the critical line and the phase diagram.",
    mixinStandardHelpOptions = true)
public final class TheoryCommand implements Callable<Integer> {
  private static final String DESCRIPTION =
      "Mean-field theory of deep fully connected networks, weights N(0, σ_w²/fan_in) and biases"
          + " N(0, σ_b²): q* and c* are the variance of pre-activations and the correlation of two"
          + " inputs in deep layers, χ₁ the growth of squared gradients per layer, ξ the depths over"
          + " which q and c settle. Information and gradients pass many layers near χ₁ = 1 alone.";

  private final Invocation invocation;
  private final Terminal terminal;
  private final Runs runs;

  @Mixin private TheoryOptions theory = new TheoryOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Inject
  TheoryCommand(Invocation invocation, Terminal terminal, Runs runs) {
    this.invocation = invocation;
    this.terminal = terminal;
    this.runs = runs;
  }

  @Override
  public Integer call() {
    theory.requireConsistent();
    return switch (theory.kind()) {
      case FIXED_POINTS -> table(fixedPoints());
      case CRITICAL_LINE -> table(criticalLine());
      case PHASE_DIAGRAM -> phaseDiagram();
    };
  }

  private Table fixedPoints() {
    DualActivation activation = theory.activation();
    Table.Builder table = TheoryTables.fixedPoints("theory", theory.name());
    for (double b : theory.sigmaB().values()) {
      for (double w : theory.sigmaW().values()) {
        MeanField field = new MeanField(activation, w, b);
        Optional<FixedPoint> at =
            theory.isSinglePoint() ? Optional.of(field.fixedPoint()) : field.findFixedPoint();
        TheoryTables.add(table, w, b, at);
      }
    }
    return table.build();
  }

  private Table criticalLine() {
    DualActivation activation = theory.activation();
    Table.Builder table = TheoryTables.criticalLine(theory.name());
    for (double b : theory.sigmaB().values()) {
      Optional<CriticalLine.Point> at =
          theory.sigmaB().isSingle()
              ? Optional.of(CriticalLine.atSigmaB(activation, b))
              : CriticalLine.find(activation, b);
      TheoryTables.addCritical(table, b, at);
    }
    return table.build();
  }

  private int table(Table table) {
    Destination to = output.destination(invocation);
    if (to.directory().isEmpty()) {
      show(table, to);
      return ExitCode.OK;
    }
    return run(
        to,
        (directory, progress) -> new Result(List.of(table), List.of(), List.of()),
        (result, path, where) -> show(table, where));
  }

  private void show(Table table, Destination to) {
    if (to.json()) {
      JsonNode rows = TableJson.rows(table);
      Printer.json(terminal, theory.isSinglePoint() ? rows.get(0) : rows);
    } else if (!to.quiet()) {
      Printer.print(terminal, table, false);
    }
  }

  private int phaseDiagram() {
    PhaseDiagramRun diagram =
        new PhaseDiagramRun(
            theory.name(), theory.activation(), theory.sigmaW(), theory.sigmaB(), theory.threads());
    Work work = (directory, progress) -> diagram.run(new UnitStore(directory), progress);
    return runs.run(subject(), configuration(), List.of(), output.destination(invocation), work);
  }

  private int run(Destination to, Work work, Runs.Closing closing) {
    return runs.run(subject(), configuration(), List.of(), to, work, closing);
  }

  private Subject subject() {
    return new Subject(
        "theory",
        "theory-" + theory.id(),
        theory.kind().title() + " of " + theory.name(),
        DESCRIPTION,
        List.of(Bibliography.POOLE_2016, Bibliography.SCHOENHOLZ_2017));
  }

  private ObjectNode configuration() {
    ObjectNode node = new ObjectMapper().createObjectNode();
    theory.addTo(node);
    return node;
  }
}
