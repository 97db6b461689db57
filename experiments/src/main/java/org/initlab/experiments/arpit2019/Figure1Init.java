package org.initlab.experiments.arpit2019;

import org.initlab.core.theory.NormPropagation.Gain;
import org.initlab.core.theory.NormPropagationWander.Weights;

/** The three initializations of Figure 1. */
enum Figure1Init {
  HE_UNIT_G("he_unit_g", "He (g = 1)", Gain.UNIT, Weights.ISOTROPIC),
  ORTHOGONAL_PROPOSED(
      "orthogonal_proposed", "Proposed (orthogonal)", Gain.PROPOSED, Weights.ORTHOGONAL),
  HE_PROPOSED("he_proposed", "Proposed (He)", Gain.PROPOSED, Weights.ISOTROPIC);

  private final String scheme;
  private final String label;
  private final Gain gain;
  private final Weights weights;

  Figure1Init(String scheme, String label, Gain gain, Weights weights) {
    this.scheme = scheme;
    this.label = label;
    this.gain = gain;
    this.weights = weights;
  }

  /** The name of the scheme in core. */
  String scheme() {
    return scheme;
  }

  /** As in the figure's legend. */
  String label() {
    return label;
  }

  Gain gain() {
    return gain;
  }

  Weights weights() {
    return weights;
  }
}
