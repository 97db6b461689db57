package org.initlab.core.init;

import java.util.HashSet;
import java.util.Set;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.ParameterSpec.Kind;
import org.initlab.core.network.Role;

/** Why schemes refuse networks, in one line each; empty if they do not. */
final class Objections {
  private Objections() {}

  /** For schemes that set the gain of weight normalization. */
  static String withoutWeightNorm(String scheme, Network network) {
    for (ParameterSpec spec : network.parameters()) {
      if (spec.kind() == Kind.WEIGHT && spec.role() != Role.CLASSIFIER) {
        return scheme
            + " sets the gain g of weight normalization, but layer '"
            + spec.layer()
            + "' of network '"
            + network.name()
            + "' is not weight-normalized";
      }
    }
    return "";
  }

  /** For schemes that set the bias of weight-normalized layers. */
  static String withoutBias(String scheme, Network network) {
    Set<String> biased = new HashSet<>();
    for (ParameterSpec spec : network.parameters()) {
      if (spec.kind() == Kind.BIAS) biased.add(spec.layer());
    }
    for (ParameterSpec spec : network.parameters()) {
      if (isDirection(spec) && !biased.contains(spec.layer())) {
        return scheme + " sets b = −μ/σ, but layer '" + spec.layer() + "' has no bias";
      }
    }
    return "";
  }

  /** For schemes that leave rows beyond the number of inputs at zero. */
  static String zeroRows(String scheme, Network network) {
    for (ParameterSpec spec : network.parameters()) {
      if (!isDirection(spec)) continue;
      int out = spec.shape().dim(0);
      int in = spec.shape().dim(1);
      if (out > in) {
        return scheme
            + " leaves rows of weight_v at zero, by whose norm weight normalization divides: layer '"
            + spec.layer()
            + "' has "
            + out
            + " outputs and "
            + in
            + " inputs";
      }
    }
    return "";
  }

  /** For the scheme that leaves every weight at zero. */
  static String anyWeightNorm(String scheme, Network network) {
    for (ParameterSpec spec : network.parameters()) {
      if (isDirection(spec)) {
        return scheme
            + " leaves weight_v at zero, by whose norm weight normalization divides: layer '"
            + spec.layer()
            + "' is weight-normalized";
      }
    }
    return "";
  }

  /** For schemes that only convolutions have. */
  static String anyDense(String scheme, Network network) {
    for (ParameterSpec spec : network.parameters()) {
      if (isWeight(spec) && spec.shape().rank() == 2) {
        return scheme
            + " needs convolutions, but layer '"
            + spec.layer()
            + "' is dense (identity does both)";
      }
    }
    return "";
  }

  /** For schemes of residual networks. */
  static String withoutBlocks(String scheme, Network network) {
    if (ResidualBranches.of(network).blocks() > 0) return "";
    return scheme + " needs residual blocks, but network '" + network.name() + "' has none";
  }

  /** For schemes that set the learnable scale of residual branches. */
  static String withoutScales(String scheme, Network network) {
    String objection = withoutBlocks(scheme, network);
    String unscaled = ResidualBranches.of(network).unscaled();
    if (!objection.isEmpty() || unscaled == null) return objection;
    return scheme
        + " sets the learnable scale that ends a residual branch, but that of '"
        + unscaled
        + "' has none (--branch-scale adds it)";
  }

  /** For schemes whose rows sum to 0. */
  static String singleInputs(String scheme, Network network) {
    for (ParameterSpec spec : network.parameters()) {
      if (isWeight(spec) && spec.shape().size() / spec.shape().dim(0) < 2) {
        return scheme + " needs 2 inputs at least, but layer '" + spec.layer() + "' has 1";
      }
    }
    return "";
  }

  static String notDeltaOrthogonal(String scheme, Network network) {
    return notDeltaOrthogonal(scheme, network, Set.of());
  }

  /**
   * For delta-orthogonal kernels.
   *
   * @param halved layers of which one half of the inputs is drawn, the other mirrored
   */
  static String notDeltaOrthogonal(String scheme, Network network, Set<String> halved) {
    boolean any = false;
    for (ParameterSpec spec : network.parameters()) {
      if (!isWeight(spec) || spec.shape().rank() < 3) continue;
      any = true;
      int out = spec.shape().dim(0);
      int in = spec.shape().dim(1) / (halved.contains(spec.layer()) ? 2 : 1);
      if (in > out) {
        return scheme
            + " needs convolutions with as many outputs as inputs at least, but layer '"
            + spec.layer()
            + "' has "
            + in
            + (halved.contains(spec.layer()) ? " pairs of inputs and " : " inputs and ")
            + out
            + " outputs";
      }
    }
    if (any) return "";
    return scheme + " needs convolutions, but network '" + network.name() + "' has none";
  }

  private static boolean isWeight(ParameterSpec spec) {
    boolean weight = spec.kind() == Kind.WEIGHT || spec.kind() == Kind.WEIGHT_V;
    return weight && spec.role() != Role.CLASSIFIER;
  }

  private static boolean isDirection(ParameterSpec spec) {
    return spec.kind() == Kind.WEIGHT_V && spec.role() != Role.CLASSIFIER;
  }
}
