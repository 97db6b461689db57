package org.initlab.experiments.balduzzi2017;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Shape;

/** The ReLU networks whose gradients are compared, all with He weights. */
enum Kind {
  /** a = W h + b and nothing else. */
  UNCENTRED("feed-forward, uncentred", 0),
  /** Every pre-activation batch-normalized, so centred. */
  FEED_FORWARD("feed-forward, batch norm", 0),
  /** h + W ReLU(BN(h)). */
  RESIDUAL("residual, β = 1", 1),
  /** h + 0.1·W ReLU(BN(h)). */
  RESCALED("residual, β = 0.1", 0.1);

  /**
   * Moves running statistics all the way to those of a batch, which then stand in as constants: the
   * derivative of one output is that with respect to its own input alone.
   */
  private static final double MOMENTUM = 1;

  /** The layer that spreads a single input. */
  static final String SPREAD = "spread";

  private final String label;
  private final double beta;

  Kind(String label, double beta) {
    this.label = label;
    this.beta = beta;
  }

  String label() {
    return label;
  }

  /** The scale of a residual branch; 0 for networks without. */
  double beta() {
    return beta;
  }

  /** In kebab case. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Layers (or blocks) of {@code width} with ReLUs and one linear output.
   *
   * @param input features; with one the first layer spreads it by random biases, so that kinks lie
   *     at different inputs
   * @param depth ReLUs from the input to the output
   */
  Network network(int input, int width, int depth) {
    List<Layer> layers = new ArrayList<>();
    boolean spread = input == 1;
    int from = 1;
    if (spread) {
      layers.add(dense(SPREAD, width));
      layers.add(Activation.of(SPREAD + ".relu", Nonlinearity.RELU));
      from = 2;
    }
    for (int l = from; l <= depth; l++) {
      if (beta == 0) feedForward(layers, l, width);
      else layers.add(block(l, depth, width));
    }
    layers.add(dense("out", 1));
    return new Network(id() + "-" + depth, Shape.of(input), layers);
  }

  private void feedForward(List<Layer> layers, int l, int width) {
    layers.add(dense("fc" + l, width));
    if (this != UNCENTRED) layers.add(norm("bn" + l));
    layers.add(Activation.of("relu" + l, Nonlinearity.RELU));
  }

  private Layer block(int l, int depth, int width) {
    String name = "block" + l;
    List<Layer> branch =
        List.of(
            norm(name + ".bn"),
            Activation.of(name + ".relu", Nonlinearity.RELU),
            dense(name + ".fc", width));
    return new Residual(name, branch, List.of(), beta, l - 1, depth);
  }

  private static Layer dense(String name, int width) {
    return new Dense(name, width, true, false, Role.HIDDEN);
  }

  private static Layer norm(String name) {
    return new BatchNorm(name, MOMENTUM, BatchNorm.DEFAULT_EPSILON);
  }
}
