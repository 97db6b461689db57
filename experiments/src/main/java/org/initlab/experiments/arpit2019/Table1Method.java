package org.initlab.experiments.arpit2019;

/** The three columns of Table 1. */
enum Table1Method {
  DATA_DEPENDENT("data-dependent", "orthogonal_datadep", false),
  PROPOSED("proposed", "orthogonal_proposed", false),
  PROPOSED_WARMUP("proposed-warm-up", "orthogonal_proposed", true);

  private final String id;
  private final String scheme;
  private final boolean warmup;

  Table1Method(String id, String scheme, boolean warmup) {
    this.id = id;
    this.scheme = scheme;
    this.warmup = warmup;
  }

  String id() {
    return id;
  }

  /** In a figure. */
  String label() {
    return warmup ? "proposed, warm-up" : id;
  }

  /** The scheme's name in {@code Schemes}. */
  String scheme() {
    return scheme;
  }

  /** Whether the learning rate is warmed up. */
  boolean warmup() {
    return warmup;
  }
}
