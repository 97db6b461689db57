package org.initlab.experiments.balduzzi2017;

import java.util.List;
import java.util.Locale;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.data.Augmentation;
import org.initlab.core.data.Batcher;
import org.initlab.core.data.Dataset;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.meanfield.RandomMlp;
import org.initlab.experiments.meanfield.ShortTraining;

/** One network: how far it is from linear at initialization, and how it trains. */
record LooksLinearRun(Init init, int depth) {
  /** What is compared. */
  enum Init {
    LOOKS_LINEAR("CReLU, looks-linear", Nonlinearity.CRELU, "looks_linear"),
    CRELU_HE("CReLU, He", Nonlinearity.CRELU, "he"),
    RELU_HE("ReLU, He", Nonlinearity.RELU, "he"),
    RELU_ORTHOGONAL(
        "ReLU, orthogonal × √2", Nonlinearity.RELU, "orthogonal:gain=1.4142135623730951");

    private final String label;
    private final Nonlinearity function;
    private final String scheme;

    Init(String label, Nonlinearity function, String scheme) {
      this.label = label;
      this.function = function;
      this.scheme = scheme;
    }

    String label() {
      return label;
    }
  }

  /** Samples of the test of linearity. */
  private static final int SAMPLES = 8;

  String key() {
    return init.name().toLowerCase(Locale.ROOT).replace('_', '-') + "/depth-" + depth;
  }

  Table train(
      LooksLinearSettings s, Dataset data, Seed seed, Backend backend, CompileOptions options) {
    boolean concatenated = init.function == Nonlinearity.CRELU;
    Network network =
        Architectures.mlp(
            data.shape(),
            concatenated ? s.width() / 2 : s.width(),
            depth,
            data.classes(),
            ArchitectureOptions.PLAIN.withActivation(init.function));
    Parameters drawn =
        Schemes.named(init.scheme)
            .initialize(network, InitContext.of(seed).withThreads(options.threads()));
    Batcher batches =
        Batcher.training(
            data.train(), data.normalization(), Augmentation.NONE, s.batch(), seed.child("order"));
    try (Model model = backend.compile(network, drawn, options)) {
      double nonlinear = nonlinearity(model, seed);
      List<ShortTraining.Step> steps =
          ShortTraining.run(model, batches, s.steps(), UpdateRule.Adam.of(s.rate()));
      List<ShortTraining.Step> last =
          steps.subList(Math.max(0, steps.size() - s.judged()), steps.size());
      return Table.builder(
              "run",
              "One network",
              Column.real("nonlinearity", "‖f(x) + f(y) − f(x + y)‖/‖f(x + y)‖ at initialization"),
              Column.real("loss", "mean over the last updates"),
              Column.real("accuracy", "mean over the last updates' batches"))
          .row(
              nonlinear,
              last.stream().mapToDouble(ShortTraining.Step::loss).average().orElseThrow(),
              last.stream().mapToDouble(ShortTraining.Step::accuracy).average().orElseThrow())
          .build();
    }
  }

  /** ‖f(x) + f(y) − f(x + y) − f(0)‖/‖f(x + y)‖ over random x and y: 0 for a linear map. */
  private static double nonlinearity(Model model, Seed seed) {
    Tensor x = inputs(model, seed.child("x"));
    Tensor y = inputs(model, seed.child("y"));
    double[] sum = new double[x.size()];
    for (int i = 0; i < sum.length; i++) sum[i] = x.data()[i] + y.data()[i];
    double[] fx = output(model, x);
    double[] fy = output(model, y);
    double[] both = output(model, Tensor.of(x.shape(), sum));
    double[] zero = output(model, Tensor.zeros(x.shape()));
    double off = 0;
    double norm = 0;
    for (int i = 0; i < both.length; i++) {
      double d = fx[i] + fy[i] - both[i] - zero[i];
      off += d * d;
      norm += both[i] * both[i];
    }
    return Math.sqrt(off / norm);
  }

  private static Tensor inputs(Model model, Seed seed) {
    return RandomMlp.normals(model.network().input().batched(SAMPLES), seed.stream("inputs"));
  }

  private static double[] output(Model model, Tensor inputs) {
    return model.forward(inputs, Mode.EVAL, Probe.NONE).data();
  }
}
