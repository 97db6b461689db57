package org.initlab.core.init;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.ParameterSpec.Kind;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Role;
import org.initlab.core.theory.CriticalLine;
import org.initlab.core.theory.DualActivation;

/** Where a plain network's activation is critical, χ₁ = 1 (Schoenholz et al. 2017). */
final class EdgeOfChaos {
  /** σ_b of Xiao et al. (2018), whose tanh networks have σ_b² = 2·10⁻⁵ and σ_w² = 1.05. */
  static final double USUAL_SIGMA_B = Math.sqrt(2e-5);

  private EdgeOfChaos() {}

  /**
   * The critical point of a network's activation.
   *
   * @param sigmaB σ_b; {@link #USUAL_SIGMA_B} stands for 0 where the activation is piecewise
   *     linear, which is critical at σ_b = 0 alone
   * @throws InvalidInputException if the network is no plain one, has several activations, no
   *     biases that could be drawn, or its activation is not critical at this σ_b
   */
  static CriticalLine.Point of(String scheme, Network network, double sigmaB) {
    Set<Activation> activations = new LinkedHashSet<>();
    collect(scheme, network, network.layers(), activations);
    if (activations.size() > 1) {
      List<String> ids = activations.stream().map(a -> a.function().id()).sorted().toList();
      throw refused(scheme, network, "has several: " + String.join(", ", ids));
    }
    Activation one =
        activations.isEmpty()
            ? Activation.of("none", Nonlinearity.IDENTITY)
            : activations.iterator().next();
    CriticalLine.Point point = point(one, sigmaB);
    if (point.biasVariance() > 0) requireBiases(scheme, network);
    return point;
  }

  private static CriticalLine.Point point(Activation a, double sigmaB) {
    DualActivation dual = DualActivation.of(a.function(), a.slope());
    boolean piecewiseLinear =
        switch (a.function()) {
          case IDENTITY, RELU, LEAKY_RELU, CRELU -> true;
          case TANH, HARD_TANH, ERF, SIGMOID, GELU, SILU -> false;
        };
    if (piecewiseLinear && (sigmaB == 0 || sigmaB == USUAL_SIGMA_B)) {
      return new CriticalLine.Point(1 / dual.slopeAtZero(), 0, 1);
    }
    return CriticalLine.atSigmaB(dual, sigmaB);
  }

  private static void collect(
      String scheme, Network network, List<Layer> layers, Set<Activation> into) {
    for (Layer layer : layers) {
      // The same function under another name is the same.
      if (layer instanceof Activation a) into.add(new Activation("φ", a.function(), a.slope()));
      if (layer instanceof Residual || layer instanceof BatchNorm) {
        String kind = layer instanceof Residual ? "a residual block" : "batch normalization";
        throw refused(scheme, network, "has " + kind + ", '" + layer.name() + "'");
      }
    }
  }

  private static void requireBiases(String scheme, Network network) {
    List<ParameterSpec> parameters = network.parameters();
    Set<String> biased = new LinkedHashSet<>();
    for (ParameterSpec p : parameters) if (p.kind() == Kind.BIAS) biased.add(p.layer());
    for (ParameterSpec p : parameters) {
      boolean weight = p.kind() == Kind.WEIGHT || p.kind() == Kind.WEIGHT_V;
      if (weight && p.role() != Role.CLASSIFIER && !biased.contains(p.layer())) {
        throw new InvalidInputException(
            scheme + " draws biases of σ_b, but layer '" + p.layer() + "' has none");
      }
    }
  }

  private static InvalidInputException refused(String scheme, Network network, String why) {
    return new InvalidInputException(
        scheme
            + " is of plain networks with one activation, but network '"
            + network.name()
            + "' "
            + why);
  }
}
