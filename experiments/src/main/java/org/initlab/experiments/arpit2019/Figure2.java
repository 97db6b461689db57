package org.initlab.experiments.arpit2019;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.initlab.core.backend.Backend;
import org.initlab.core.data.Dataset;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.RunContext;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Network;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.train.TrainingData;

/** One part of Figure 2, run: every training run and every gradient is a unit of its own. */
final class Figure2 {
  private final Figure2Settings settings;
  private final RunContext context;
  private final Dataset data;

  private Figure2(Figure2Settings settings, RunContext context) {
    this.settings = settings;
    this.context = context;
    this.data = Figure2Data.read(settings, context.data(), context.seed());
  }

  static Result run(Figure2Settings settings, RunContext context) {
    return new Figure2(settings, context).result();
  }

  private Result result() {
    int schemes = Figure2Init.values().length;
    int each = settings.depths().size() * settings.rates().size() + settings.initDepths().size();
    int padded = settings.padding().networks() * padded().size();
    context
        .progress()
        .start("networks", context.backends().size() * ((long) schemes * each + padded));
    List<Figure2Runs> runs = new ArrayList<>();
    for (Backend backend : context.backends()) runs.add(on(backend));
    List<Table> tables = new ArrayList<>();
    tables.add(Figure2Tables.chosen(settings, runs));
    tables.add(Figure2Tables.trainings(settings, runs));
    tables.add(Figure2Tables.gradients(settings, runs));
    if (!padded().isEmpty()) tables.add(Figure2Tables.padding(settings, runs));
    tables.add(Figure2Data.sources(settings.id(), data));
    List<Check> checks = new ArrayList<>();
    for (Figure2Runs r : runs) {
      String suffix = runs.size() == 1 ? "" : "-" + r.backend();
      checks.addAll(new Figure2Checks(settings, r, suffix).all());
    }
    return new Result(tables, List.of(Figure2Panels.figure(settings, runs.get(0))), checks);
  }

  private Figure2Runs on(Backend backend) {
    List<GradientGrowth> gradients = new ArrayList<>();
    List<Figure2Training> trainings = new ArrayList<>();
    for (Figure2Init init : Figure2Init.values()) {
      gradients.add(gradients(init, backend));
      for (Figure2Settings.Depth depth : settings.depths()) {
        for (double rate : settings.rates()) trainings.add(train(init, depth, rate, backend));
      }
    }
    Map<Figure2Init, List<Table>> padding = new EnumMap<>(Figure2Init.class);
    for (Figure2Init init : padded()) padding.put(init, padding(init, backend));
    return new Figure2Runs(backend.name(), trainings, gradients, padding);
  }

  /** Zero padding has a closed form where the gains are those of the proposed schemes. */
  private List<Figure2Init> padded() {
    if (settings.padding().networks() == 0) return List.of();
    return Arrays.stream(Figure2Init.values()).filter(i -> !i.dataDependent()).toList();
  }

  private List<Table> padding(Figure2Init init, Backend backend) {
    Figure2Settings.Padding padding = settings.padding();
    Network network =
        settings.part().network(data.shape(), padding.channels(), padding.layers(), data.classes());
    List<Table> tables = new ArrayList<>();
    for (int k = 0; k < padding.networks(); k++) {
      Seed seed = context.seed().child("padding/" + k);
      String key = "padding/" + init.id() + "/" + k + "/" + backend.name();
      tables.add(context.unit(key, () -> padding(init, network, seed, backend)));
      context.progress().advance(1);
    }
    return tables;
  }

  private Table padding(Figure2Init init, Network network, Seed seed, Backend backend) {
    Tensor inputs = Figure2Data.batches(data, Figure2Settings.Padding.SAMPLES, seed).firstBatch();
    return PaddedEnergy.of(
        network,
        Figure2Settings.Padding.SIDE,
        InitialGradient.draw(init, network, inputs, seed, backend, context.options()),
        inputs,
        backend,
        context.options());
  }

  private Figure2Training train(
      Figure2Init init, Figure2Settings.Depth depth, double rate, Backend backend) {
    String key =
        String.format(
            Locale.ROOT, "train/%s/%d/lr-%s/%s", init.id(), depth.layers(), rate, backend.name());
    Table unit =
        context.unit(
            key,
            () ->
                Figure2Training.run(
                    init,
                    network(depth.layers()),
                    settings.config(depth, rate),
                    Figure2Data.batches(data, settings.batch(), context.seed()),
                    context.seed(),
                    backend,
                    context.options(),
                    Cells.snapshots(context, key, depth.epochs())));
    context.progress().advance(1);
    return Figure2Training.of(init, depth.layers(), rate, unit);
  }

  private GradientGrowth gradients(Figure2Init init, Backend backend) {
    SortedMap<Integer, double[]> logs = new TreeMap<>();
    for (int layers : settings.initDepths()) {
      String key = "gradient/" + init.id() + "/" + layers + "/" + backend.name();
      Table unit = context.unit(key, () -> draws(init, layers, backend));
      double[] y = new double[unit.rows().size()];
      for (int k = 0; k < y.length; k++) y[k] = Math.log(unit.real(k, "norm"));
      logs.put(layers, y);
      context.progress().advance(1);
    }
    return new GradientGrowth(init, logs);
  }

  private Table draws(Figure2Init init, int layers, Backend backend) {
    Network network = network(layers);
    Table.Builder table =
        Table.builder(
            "gradient",
            "Gradients at initialization",
            Column.real("norm", "‖∂L/∂W₁‖ on the first batch"));
    for (int k = 0; k < settings.draws(); k++) {
      // Networks of different depths are independent too, so that the slope's error is known.
      Seed seed = context.seed().child("gradient/" + layers + "/" + k);
      TrainingData batches = Figure2Data.batches(data, Figure2Settings.GRADIENT_BATCH, seed);
      table.row(InitialGradient.norm(init, network, batches, seed, backend, context.options()));
    }
    return table.build();
  }

  private Network network(int layers) {
    return settings.network(data.shape(), layers, data.classes());
  }
}
