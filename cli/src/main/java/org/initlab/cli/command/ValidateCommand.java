package org.initlab.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.initlab.cli.Backends;
import org.initlab.cli.Invocation;
import org.initlab.cli.run.Destination;
import org.initlab.cli.run.Runs;
import org.initlab.cli.run.Sources;
import org.initlab.cli.run.Subject;
import org.initlab.cli.run.UnitStore;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.backend.Backend;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.UnavailableException;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Progress;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Table;
import org.initlab.core.experiment.Units;
import org.initlab.core.init.Scheme;
import org.initlab.core.init.Schemes;
import org.initlab.core.validate.ValidationCase;
import org.initlab.core.validate.ValidationGrid;
import org.initlab.core.validate.ValidationReport;
import org.initlab.core.validate.Validator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code initlab validate}: whether engines compute the same, and the first layer where they do
 * not.
 */
@Command(
    name = "validate",
    description =
        "Cross-backend agreement: networks × initializers × quantities, on all pairs of backends.",
    mixinStandardHelpOptions = true)
public final class ValidateCommand implements Callable<Integer> {
  private static final int BATCH = 6;

  private final Backends backends;
  private final Invocation invocation;
  private final Terminal terminal;
  private final Runs runs;

  @Option(
      names = "--network",
      paramLabel = "ID[,ID…]",
      description = "only these networks of the grid")
  private String networks;

  @Option(names = "--init", paramLabel = "NAME[,NAME…]", description = "only these initializers")
  private String inits;

  @Mixin private EngineOptions engine = new EngineOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Inject
  ValidateCommand(Backends backends, Invocation invocation, Terminal terminal, Runs runs) {
    this.backends = backends;
    this.invocation = invocation;
    this.terminal = terminal;
    this.runs = runs;
  }

  @Override
  public Integer call() {
    List<ValidationCase> cases =
        chosen("network", networks, ValidationGrid.standard(), ValidationCase::id);
    List<Scheme> schemes =
        inits == null
            ? Schemes.all()
            : distinct(Arrays.stream(inits.split(",", -1)).map(Schemes::named), Scheme::name);
    List<Backend> engines = engine.backendsOnAnyDevice(backends, Backends.ALL);
    if (engines.size() < 2) {
      throw new UnavailableException(
          "validate compares two backends at least, but only '"
              + engines.get(0).name()
              + "' was chosen or is available; 'initlab doctor' says what is missing");
    }
    Validator validator =
        new Validator(
            engines,
            engine.precisions(),
            BATCH,
            engine.seed(),
            engine.device(),
            engine.compileOptions().threads());
    engines.forEach(e -> sayWhere(e, validator));
    Destination to = output.destination(invocation);
    return runs.run(
        new Subject(
            "validate", "validate", "Cross-backend validation", DESCRIPTION, Sources.of(schemes)),
        configuration(validator, cases, schemes),
        engines,
        to,
        (directory, progress) ->
            validated(validator, cases, schemes, to, new UnitStore(directory), progress));
  }

  private void sayWhere(Backend backend, Validator validator) {
    if (validator.deviceOf(backend).equals(validator.device())) return;
    terminal.warn(
        "backend '"
            + backend.name()
            + "' has no "
            + validator.device()
            + " and computes on "
            + validator.deviceOf(backend));
  }

  private ObjectNode configuration(
      Validator validator, List<ValidationCase> cases, List<Scheme> schemes) {
    ObjectNode configuration = engine.configuration(validator.backends());
    ArrayNode precisions = configuration.putArray("precision");
    validator.precisions().forEach(p -> precisions.add(p.id()));
    ArrayNode networks = configuration.putArray("networks");
    cases.forEach(c -> networks.add(c.id()));
    ArrayNode inits = configuration.putArray("inits");
    schemes.forEach(s -> inits.add(s.name()));
    return configuration;
  }

  private Result validated(
      Validator validator,
      List<ValidationCase> cases,
      List<Scheme> schemes,
      Destination to,
      Units units,
      Progress progress) {
    ValidationReport report = validator.run(cases, schemes, units, progress);
    if (!to.quiet() && !to.json()) {
      Printer.print(terminal, report.summary(), false);
      if (!report.failures().rows().isEmpty()) Printer.print(terminal, report.failures(), false);
    }
    List<Check> checks = new ArrayList<>(report.checks());
    checks.add(worst(report.table()));
    return new Result(List.of(report.summary(), report.table()), List.of(), checks);
  }

  private static Check worst(Table table) {
    double worst = 0;
    for (int r = 0; r < table.rows().size(); r++)
      worst = Math.max(worst, table.real(r, "worst_ratio"));
    return new Check(
        "worst-ratio",
        "the largest ratio of difference to bound, over all networks, initializers, quantities and pairs",
        "core.stats.ErrorBound: C·u·√fan_in per layer",
        0,
        worst,
        0,
        1,
        0);
  }

  private static <T> List<T> chosen(
      String what, String names, List<T> all, Function<T, String> id) {
    if (names == null) return all;
    List<String> ids = all.stream().map(id).toList();
    List<T> chosen = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      int i = ids.indexOf(name);
      if (i < 0) throw Arguments.unknown(what, name, ids);
      chosen.add(all.get(i));
    }
    return distinct(chosen.stream(), id);
  }

  /** Each once, where it was named first; a scheme may have been named by its aliases. */
  private static <T> List<T> distinct(Stream<T> chosen, Function<T, String> id) {
    Map<String, T> byId = new LinkedHashMap<>();
    chosen.forEach(c -> byId.putIfAbsent(id.apply(c), c));
    return List.copyOf(byId.values());
  }

  private static final String DESCRIPTION =
      "The same weights and inputs on every backend: states, gradients, their statistics, the loss and twenty steps"
          + " of gradient descent, each judged by a bound that grows with fan-in and depth. A ratio above 1 is a"
          + " disagreement; the first layer over its bound is named.";
}
