package org.initlab.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.initlab.bench.LayerTimer.Direction;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench/kernels}: matrix products and convolutions, backend against backend. */
@Command(
    name = "bench/kernels",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Times dense layers and convolutions in the shapes of the experiments, forward and back to"
            + " input and weight, on every chosen backend in turn, and prints medians, ratios, and"
            + " GFLOP/s beside the machine's peak of multiply-adds in registers, measured between"
            + " them.")
public final class KernelComparison implements Callable<Integer> {
  @Mixin private Engines engines = new Engines();

  @Option(
      names = "--layer",
      split = ",",
      paramLabel = "NAME",
      description = "of the shapes, as the table names them (default: all)")
  private List<String> layers;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<LayerCase> chosen = Engines.named("layer", LayerCase.all(), LayerCase::name, layers);
    List<Backend> backends = engines.backends(spec.commandLine().getErr()::println);
    CompileOptions options = engines.options();
    PrintWriter out = spec.commandLine().getOut();
    out.println(Machine.describe(backends, options.threads()));
    out.printf(
        Locale.ROOT,
        "%-26s %-9s %-8s %10s %9s %8s %8s%n",
        "layer",
        "direction",
        "backend",
        "ms",
        "GFLOP/s",
        "of peak",
        "speed");
    out.flush();
    LayerTimer timer = new LayerTimer(engines.rounds(), engines.seconds());
    for (LayerCase layer : chosen) {
      print(out, timer.time(layer, backends, options));
    }
    return 0;
  }

  private static void print(PrintWriter out, LayerTimer.Result result) {
    LayerCase layer = result.layer();
    for (Direction direction : Direction.values()) {
      int d = direction.ordinal();
      Measurement reference = of(result, Math.min(1, result.backends().size() - 1), d);
      for (int b = 0; b < result.backends().size(); b++) {
        Measurement m = of(result, b, d);
        double[] share = new double[result.peak().length];
        for (int r = 0; r < share.length; r++) {
          share[r] = layer.flop() / m.seconds()[r] / result.peak()[r];
        }
        out.printf(
            Locale.ROOT,
            "%-26s %-9s %-8s %10.4f %9.1f %8.2f %8.2f%n",
            layer.name(),
            direction.id(),
            m.backend(),
            1e3 * m.median(),
            1e-9 * layer.flop() / m.median(),
            Measurement.median(share),
            m.speedAgainst(reference));
      }
    }
    out.flush();
  }

  private static Measurement of(LayerTimer.Result result, int backend, int direction) {
    return new Measurement(
        result.layer().name(),
        result.backends().get(backend),
        result.layer().batch(),
        result.seconds()[backend][direction]);
  }
}
