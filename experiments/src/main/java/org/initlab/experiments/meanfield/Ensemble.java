package org.initlab.experiments.meanfield;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;
import org.initlab.core.theory.MeanField;

/**
 * Independent random networks of one kind and what signals do in them.
 *
 * @param sigmaW σ_w
 * @param sigmaB σ_b
 * @param width N
 * @param depth layers
 */
public record Ensemble(
    Nonlinearity function, double sigmaW, double sigmaB, int width, int depth, int networks) {

  /** tanh, as in Poole et al. 2016. */
  public static Ensemble tanh(double sigmaW, double sigmaB, int width, int depth, int networks) {
    return new Ensemble(Nonlinearity.TANH, sigmaW, sigmaB, width, depth, networks);
  }

  public MeanField field() {
    return MeanField.of(function, 0, sigmaW, sigmaB);
  }

  /**
   * q^l of every row of the batch.
   *
   * @param inputs a⁰ from the seed of one network
   */
  public Trajectories second(
      Function<Seed, Tensor> inputs, Seed seed, Backend backend, CompileOptions options) {
    return measure(seed, backend, options, (m, s) -> forward(m, inputs.apply(s)).second());
  }

  /** c^l of rows 2p and 2p + 1 of the batch, for every p. */
  public Trajectories correlation(
      Function<Seed, Tensor> inputs, Seed seed, Backend backend, CompileOptions options) {
    return measure(seed, backend, options, (m, s) -> forward(m, inputs.apply(s)).correlation());
  }

  /**
   * ‖∂L/∂a^l‖²/N of every row of the batch, from l = L at layer 1 back to l = 1, for a random
   * ∂L/∂a^L with ‖∂L/∂a^L‖² = N.
   */
  public Trajectories gradients(
      Function<Seed, Tensor> inputs, Seed seed, Backend backend, CompileOptions options) {
    return measure(seed, backend, options, (m, s) -> backward(m, inputs.apply(s), s).second());
  }

  /** What {@code probe}, a fresh one for every network, makes of the states. */
  public Trajectories forward(
      Function<Seed, Tensor> inputs,
      Supplier<LayerProbe> probe,
      Seed seed,
      Backend backend,
      CompileOptions options) {
    return measure(
        seed,
        backend,
        options,
        (m, s) -> {
          LayerProbe p = probe.get();
          m.forward(inputs.apply(s), Mode.EVAL, p);
          return p.values();
        });
  }

  private interface Measurement {
    List<double[]> of(Model model, Seed seed);
  }

  private Trajectories measure(
      Seed seed, Backend backend, CompileOptions options, Measurement measurement) {
    Network network = RandomMlp.network(function, width, depth);
    double[][][] values = new double[networks][][];
    for (int k = 0; k < networks; k++) {
      Seed own = seed.child("network-" + k);
      Parameters drawn = RandomMlp.draw(network, sigmaW, sigmaB, own, options.threads());
      try (Model model = backend.compile(network, drawn, options.borrowingParameters())) {
        values[k] = measurement.of(model, own).toArray(double[][]::new);
      }
    }
    return new Trajectories(values);
  }

  private static SignalProbe forward(Model model, Tensor inputs) {
    SignalProbe probe = new SignalProbe();
    model.forward(inputs, Mode.EVAL, probe);
    return probe;
  }

  private SignalProbe backward(Model model, Tensor inputs, Seed seed) {
    SignalProbe probe = new SignalProbe();
    double[] ones = new double[inputs.shape().dim(0)];
    Arrays.fill(ones, 1);
    Tensor cotangent = PreparedInputs.ofVariance(width, ones, seed.child("cotangent"));
    model.gradients(
        inputs, new Objective.Cotangent(cotangent), Mode.EVAL, GradientRequest.states(probe));
    return probe;
  }
}
