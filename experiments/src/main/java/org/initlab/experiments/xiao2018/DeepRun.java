package org.initlab.experiments.xiao2018;

import java.util.List;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.data.Augmentation;
import org.initlab.core.data.Batch;
import org.initlab.core.data.Batcher;
import org.initlab.core.data.Dataset;
import org.initlab.core.data.Normalization;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.random.Seed;
import org.initlab.core.stats.LayerStatistics;
import org.initlab.core.stats.Trace;
import org.initlab.core.stats.Traces;
import org.initlab.core.theory.CriticalLine;
import org.initlab.core.train.Evaluation;
import org.initlab.experiments.meanfield.ShortTraining;

/** One deep network: what its layers show at initialization, and how it trains. */
record DeepRun(
    DeepSettings settings, VanillaCnn.Kernel kernel, int depth, Dataset data, Seed seed) {

  private VanillaCnn cnn() {
    return new VanillaCnn(
        data.shape(),
        settings.channels(),
        settings.reductions(),
        depth,
        data.classes(),
        settings.pooled());
  }

  private Parameters draw() {
    CriticalLine.Point p = settings.critical();
    return cnn().draw(kernel, p.weightVariance(), p.biasVariance(), seed.child(kernel.name()));
  }

  private Batcher batches() {
    return Batcher.training(
        data.train().first(settings.trained()),
        pixels(),
        Augmentation.NONE,
        settings.batch(),
        seed.child("order"));
  }

  private Normalization pixels() {
    return settings.pixels().of(data.normalization().max());
  }

  private double judged(Model model) {
    Batcher first =
        Batcher.ordered(data.train().first(settings.judged()), pixels(), settings.batch());
    return Evaluation.of(model, first).loss();
  }

  /** Second moments and gradient norms at every deep pre-activation; nothing else is kept. */
  Table statistics(Backend backend, CompileOptions options) {
    Batcher batches = batches();
    Batch batch = batches.newBatch();
    batches.epoch(0).fill(0, batch);
    Network network = cnn().network();
    Table.Builder table =
        Table.builder(
            "layers",
            "Every layer at initialization",
            Column.integer("layer", "from 1"),
            Column.real("q", "second moment of pre-activations"),
            Column.real("cosine", "mean cosine of pairs of samples"),
            Column.real("gradient", "‖∂L/∂a^l‖/‖∂L/∂y‖, y the logits; mean over samples"));
    try (Model model = backend.compile(network, draw(), options.borrowingParameters())) {
      Trace trace =
          Traces.measure(
              model,
              batch.inputs(),
              new Objective.CrossEntropy(batch.labels()),
              Mode.TRAIN,
              p -> p.kind() == ProbePoint.Kind.PRE_ACTIVATION && VanillaCnn.isDeep(p.layer()));
      int layer = 1;
      for (LayerStatistics s : trace.layers()) {
        table.row(
            layer++,
            s.state().secondMoment(),
            s.state().cosine(),
            s.gradient().orElseThrow().normRatio());
      }
    }
    return table.build();
  }

  Table train(Backend backend, CompileOptions options) {
    Table.Builder table =
        Table.builder(
            "training",
            "Training batch by batch",
            Column.integer("step", "from 0"),
            Column.real("loss", "of the batch before the update"),
            Column.real("accuracy", "of the batch before the update"),
            Column.real(
                "judged_loss",
                "of the first training samples, before the first update and after the last"));
    try (Model model = backend.compile(cnn().network(), draw(), options.borrowingParameters())) {
      double before = judged(model);
      List<ShortTraining.Step> steps =
          ShortTraining.run(model, batches(), settings.steps(), settings.rule());
      double after = judged(model);
      for (int i = 0; i < steps.size(); i++) {
        Double judged = i == 0 ? (Double) before : i == steps.size() - 1 ? (Double) after : null;
        table.row(i, steps.get(i).loss(), steps.get(i).accuracy(), judged);
      }
    }
    return table.build();
  }
}
