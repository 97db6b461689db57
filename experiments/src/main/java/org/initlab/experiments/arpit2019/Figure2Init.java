package org.initlab.experiments.arpit2019;

import java.util.Locale;

/** The four initializations of Figure 2, all with weight normalization. */
enum Figure2Init {
  HE_DATADEP("Data-dependent (He)", true),
  ORTHOGONAL_DATADEP("Data-dependent (orthogonal)", true),
  HE_PROPOSED("Proposed (He)", false),
  ORTHOGONAL_PROPOSED("Proposed (orthogonal)", false);

  private final String label;
  private final boolean dataDependent;

  Figure2Init(String label, boolean dataDependent) {
    this.label = label;
    this.dataDependent = dataDependent;
  }

  /** The name of the scheme in core. */
  String scheme() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As in the figure's legend. */
  String label() {
    return label;
  }

  boolean dataDependent() {
    return dataDependent;
  }

  /** In kebab case. */
  String id() {
    return scheme().replace('_', '-');
  }

  static Figure2Init ofScheme(String scheme) {
    return valueOf(scheme.toUpperCase(Locale.ROOT));
  }
}
