package org.initlab.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench/steps}: samples per second of training steps, backend against backend. */
@Command(
    name = "bench/steps",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Times training steps (forward, backward, SGD) of the networks that the experiments use, on"
            + " every chosen backend in turn, and prints medians and ratios.")
public final class Steps implements Callable<Integer> {
  @Mixin private Engines engines = new Engines();

  @Option(names = "--network", split = ",", description = "of the workloads (default: all)")
  private List<String> networks;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Backend> backends = engines.backends();
    CompileOptions options = engines.options();
    PrintWriter out = spec.commandLine().getOut();
    out.println(Machine.describe(backends, options.threads()));
    out.printf(
        Locale.ROOT,
        "%-14s %-8s %12s %12s %8s%n",
        "network",
        "backend",
        "ms/step",
        "samples/s",
        "speed");
    out.flush();
    StepTimer timer = new StepTimer(engines.rounds(), engines.seconds());
    for (Workload workload : Engines.named("network", Workload.all(), Workload::name, networks)) {
      List<Measurement> all = timer.time(workload, backends, options);
      Measurement reference = all.get(Math.min(1, all.size() - 1));
      for (Measurement m : all) {
        out.printf(
            Locale.ROOT,
            "%-14s %-8s %12.3f %12.1f %8.2f%n",
            m.workload(),
            m.backend(),
            1e3 * m.median(),
            m.samplesPerSecond(),
            m.speedAgainst(reference));
      }
      out.flush();
    }
    return 0;
  }
}
