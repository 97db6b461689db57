package org.initlab.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.initlab.cli.Backends;
import org.initlab.cli.ExitCode;
import org.initlab.cli.Invocation;
import org.initlab.cli.jacobian.JacobianMethod;
import org.initlab.cli.jacobian.JacobianTables;
import org.initlab.cli.run.Destination;
import org.initlab.cli.run.Runs;
import org.initlab.cli.run.Sources;
import org.initlab.cli.run.Subject;
import org.initlab.cli.terminal.Terminal;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Model;
import org.initlab.core.error.Arguments;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Progress;
import org.initlab.core.experiment.Result;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Scheme;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code initlab jacobian}: singular values of the input–output Jacobian. */
@Command(
    name = "jacobian",
    description =
        "Singular values of the Jacobian of a network's output with respect to its input, at"
            + " initialization. Batch normalization is taken in evaluation.",
    mixinStandardHelpOptions = true)
public final class JacobianCommand implements Callable<Integer> {
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
      names = "--method",
      paramLabel = "exact|lanczos",
      defaultValue = "exact",
      description =
          "exact: the whole matrix and all its singular values; lanczos: the extreme ones and the"
              + " density from products alone, where the matrix does not fit"
              + " (default: ${DEFAULT-VALUE})")
  private String method;

  @Option(
      names = "--iterations",
      paramLabel = "M",
      defaultValue = "40",
      description =
          "of lanczos: products with the matrix and its transpose per run, as many vectors are held"
              + " (default: ${DEFAULT-VALUE})")
  private int iterations;

  @Option(
      names = "--probes",
      paramLabel = "P",
      defaultValue = "10",
      description = "of lanczos: random vectors for the density (default: ${DEFAULT-VALUE})")
  private int probes;

  @Option(
      names = "--samples",
      defaultValue = "1",
      description =
          "inputs to take the Jacobian at, every value from N(0, 1) (default: ${DEFAULT-VALUE})")
  private int samples;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "inputs from a CSV file instead: one per line, numbers only")
  private Path input;

  @Mixin private EngineOptions engine = new EngineOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Inject
  JacobianCommand(Backends backends, Invocation invocation, Terminal terminal, Runs runs) {
    this.backends = backends;
    this.invocation = invocation;
    this.terminal = terminal;
    this.runs = runs;
  }

  @Override
  public Integer call() {
    Network network = networkOptions.network(invocation);
    Scheme scheme = Schemes.named(init);
    Arguments.positive("--samples", samples);
    JacobianMethod how = JacobianMethod.named(method, iterations, probes);
    Seed seed = engine.seed();
    Tensor inputs =
        input == null
            ? Batches.gaussian(network, samples, seed)
            : Batches.read(network, invocation.resolve(input));
    List<Backend> chosen = engine.backends(backends);
    Destination to = output.destination(invocation);
    Parameters parameters =
        scheme.initialize(
            network,
            InitContext.of(seed)
                .withThreads(engine.compileOptions().threads())
                .withCalibration(inputs, chosen.get(0)));
    if (to.directory().isEmpty()) {
      Result result = measure(network, parameters, inputs, how, chosen, Progress.SILENT);
      Printer.print(terminal, result.tables().get(0), to.json());
      return ExitCode.OK;
    }
    ObjectNode configuration = engine.configuration(chosen);
    configuration.put("network", network.toString()).put("init", scheme.name());
    configuration.put("inputs", inputs.shape().toString()).put("method", how.toString());
    return runs.run(
        new Subject(
            "jacobian",
            "jacobian",
            "Jacobian of " + network.name() + " under " + scheme.name(),
            "Singular values of the input–output Jacobian at initialization.",
            Sources.of(List.of(scheme), Bibliography.PENNINGTON_2017)),
        configuration,
        chosen,
        to,
        (directory, progress) -> measure(network, parameters, inputs, how, chosen, progress),
        runs::showTable);
  }

  private Result measure(
      Network network,
      Parameters parameters,
      Tensor inputs,
      JacobianMethod how,
      List<Backend> chosen,
      Progress progress) {
    CompileOptions options = engine.compileOptions();
    int count = inputs.shape().dim(0);
    progress.start("inputs", (long) count * chosen.size());
    JacobianTables tables = new JacobianTables(network, how);
    for (Backend backend : chosen) {
      try (Model model = backend.compile(network, parameters, options)) {
        for (int k = 0; k < count; k++) {
          Seed seed = engine.seed().child("input-" + k);
          tables.add(backend.name(), k, model, sample(inputs, k), seed);
          progress.advance(1);
        }
      }
    }
    return tables.result();
  }

  private static Tensor sample(Tensor inputs, int k) {
    int size = inputs.shape().unbatched().size();
    double[] values = new double[size];
    System.arraycopy(inputs.data(), k * size, values, 0, size);
    return Tensor.of(inputs.shape().unbatched(), values);
  }
}
