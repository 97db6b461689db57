package org.initlab.experiments.schoenholz2017;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.data.Augmentation;
import org.initlab.core.data.Batcher;
import org.initlab.core.data.Dataset;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.train.Evaluation;
import org.initlab.experiments.meanfield.RandomMlp;
import org.initlab.experiments.meanfield.ShortTraining;

/**
 * One cell of the map: a tanh network of so many weighted layers, trained for a while.
 *
 * @param depth weighted layers, the classifier included
 * @param weightVariance σ_w²
 */
record TrainabilityCell(int depth, double weightVariance) {

  Table train(
      TrainabilitySettings s, Dataset data, Seed seed, Backend backend, CompileOptions options) {
    Network network =
        Architectures.mlp(
            data.shape(),
            s.width(),
            depth - 1,
            data.classes(),
            ArchitectureOptions.PLAIN.withActivation(Nonlinearity.TANH));
    Batcher batches =
        Batcher.training(
            data.train(), data.normalization(), Augmentation.NONE, s.batch(), seed.child("order"));
    Table.Builder table =
        Table.builder(
            "cell",
            "One trained network",
            Column.real("loss", "of the last batch"),
            Column.real("accuracy", "on training samples after the last update"));
    try (Model model = backend.compile(network, draw(network, seed), options)) {
      List<ShortTraining.Step> steps =
          ShortTraining.run(model, batches, s.steps(), UpdateRule.Sgd.of(s.rate()));
      double loss = steps.get(steps.size() - 1).loss();
      int judged = Math.min(s.judged(), data.train().size());
      Batcher ordered =
          Batcher.ordered(data.train().first(judged), data.normalization(), s.batch());
      return table.row(loss, Evaluation.of(model, ordered).accuracy()).build();
    }
  }

  /**
   * Weights N(0, σ_w²/fan_out) and biases N(0, σ_b²), as the public map has them: the same as by
   * fan-in but in the first and in the last layer.
   */
  private Parameters draw(Network network, Seed seed) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (ParameterSpec spec : network.parameters()) {
      boolean bias = spec.kind() == ParameterSpec.Kind.BIAS;
      double variance = bias ? TrainabilitySettings.BIAS_VARIANCE : weightVariance / spec.fanOut();
      double[] values = RandomMlp.normals(spec.shape(), seed.stream(spec.name())).data();
      for (int i = 0; i < values.length; i++) values[i] *= Math.sqrt(variance);
      arrays.put(spec.name(), Tensor.of(spec.shape(), values));
    }
    return Parameters.of(arrays);
  }
}
