package org.initlab.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  @Option(
      names = "--peer",
      paramLabel = "NAME=COMMAND",
      description =
          "a program that trains the same networks, after the backends in every round; COMMAND is"
              + " split at spaces and gets the network's name as its last argument (see"
              + " bench/train_torch.py serve)")
  private Map<String, String> peers = Map.of();

  @Option(names = "--network", split = ",", description = "of the workloads (default: all)")
  private List<String> networks;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Workload> chosen = Engines.named("network", Workload.all(), Workload::name, networks);
    List<Backend> backends = engines.backends(spec.commandLine().getErr()::println);
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
    for (Workload workload : chosen) {
      List<Measurement> all = measure(workload, backends, options);
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

  private List<Measurement> measure(
      Workload workload, List<Backend> backends, CompileOptions options) {
    List<Contestant> contestants = new ArrayList<>();
    try {
      for (Backend backend : backends) {
        contestants.add(new BackendContestant(backend, workload, options));
      }
      for (Map.Entry<String, String> peer : peers.entrySet()) {
        List<String> command = new ArrayList<>(List.of(peer.getValue().split(" ")));
        command.add(workload.name());
        PeerContestant contestant = new PeerContestant(peer.getKey(), command);
        contestants.add(contestant);
        spec.commandLine().getErr().println(peer.getKey() + ": " + contestant.description());
      }
      return new StepTimer(engines.rounds(), engines.seconds()).time(workload, contestants);
    } finally {
      contestants.forEach(Contestant::close);
    }
  }
}
