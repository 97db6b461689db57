package org.initlab.experiments.pennington2017;

import java.util.Locale;
import org.initlab.core.network.Nonlinearity;

/** A critical network of Figure 4: activation, σ_w² and ensemble. */
enum Entrant {
  TANH_ORTHOGONAL(Nonlinearity.TANH, "edge_of_chaos_orthogonal", "tanh 1.05, orthogonal"),
  TANH_GAUSSIAN(Nonlinearity.TANH, "edge_of_chaos", "tanh 1.05, Gaussian"),
  TANH_2_ORTHOGONAL(
      Nonlinearity.TANH,
      "edge_of_chaos_orthogonal:sigma_b=" + Entrant.SIGMA_B,
      "tanh 2, orthogonal"),
  TANH_2_GAUSSIAN(
      Nonlinearity.TANH, "edge_of_chaos:sigma_b=" + Entrant.SIGMA_B, "tanh 2, Gaussian"),
  RELU_ORTHOGONAL(Nonlinearity.RELU, "edge_of_chaos_orthogonal", "ReLU, orthogonal"),
  RELU_GAUSSIAN(Nonlinearity.RELU, "edge_of_chaos", "ReLU, Gaussian");

  /** σ_b with which tanh is critical at σ_w² = 2: σ_b² = 0.103779805213. */
  static final double SIGMA_B = 0.322148731;

  private final Nonlinearity function;
  private final String scheme;
  private final String label;

  Entrant(Nonlinearity function, String scheme, String label) {
    this.function = function;
    this.scheme = scheme;
    this.label = label;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Nonlinearity function() {
    return function;
  }

  String scheme() {
    return scheme;
  }

  String label() {
    return label;
  }
}
