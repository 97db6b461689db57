package org.initlab.bench;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.BackendChoice;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.Arguments;
import picocli.CommandLine.Command;
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
  @Option(
      names = "--backend",
      defaultValue = "native,pytorch,mxnet",
      description =
          "backends, or 'all'; ratios are to the second that runs (default: ${DEFAULT-VALUE})")
  private String names;

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

  @Option(names = "--precision", defaultValue = "float32")
  private String precision;

  @Option(names = "--threads", defaultValue = "2")
  private int threads;

  @Option(names = "--rounds", defaultValue = "9")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "0.5",
      description = "of one backend in one round (default: ${DEFAULT-VALUE})")
  private double seconds;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Backend> backends = backends();
    Precision chosen = Precision.named(precision);
    CompileOptions options = new CompileOptions(chosen, Device.CPU, threads);
    PrintWriter out = spec.commandLine().getOut();
    out.println(Machine.describe(backends, threads));
    out.printf(
        Locale.ROOT,
        "%-14s %-8s %12s %12s %8s%n",
        "network",
        "backend",
        "ms/step",
        "samples/s",
        "speed");
    out.flush();
    for (Workload workload : workloads()) {
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

  private List<Workload> workloads() {
    List<Workload> all = Workload.all();
    if (networks == null) return all;
    List<Workload> chosen = new ArrayList<>();
    for (String name : networks) {
      chosen.add(
          all.stream()
              .filter(w -> w.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      Arguments.unknown(
                          "network", name, all.stream().map(Workload::name).toList())));
    }
    return chosen;
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
      return new StepTimer(rounds, seconds).time(workload, contestants);
    } finally {
      contestants.forEach(Contestant::close);
    }
  }

  private List<Backend> backends() {
    Map<String, Backend> byName =
        Guice.createInjector(new BackendModules())
            .getInstance(Key.get(new TypeLiteral<Map<String, Backend>>() {}));
    return new BackendChoice(byName).select(names, spec.commandLine().getErr()::println);
  }

  /** Every backend on the class path. */
  private static final class BackendModules extends AbstractModule {
    @Override
    protected void configure() {
      MapBinder.newMapBinder(binder(), String.class, Backend.class);
      ServiceLoader.load(Module.class).forEach(this::install);
    }
  }
}
