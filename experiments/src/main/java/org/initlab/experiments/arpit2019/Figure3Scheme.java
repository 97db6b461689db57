package org.initlab.experiments.arpit2019;

import java.util.List;

/**
 * The four initializations of Figure 3 and what the paper shows for them: accuracy after one epoch,
 * 0 for runs that diverged, by depth (read from the authors' poster, ± 0.01).
 */
enum Figure3Scheme {
  DATA_DEPENDENT("orthogonal_datadep", "Data-dependent (orthogonal)", 0.43, 0.44, 0.33, 0.16),
  PYTORCH("orthogonal", "PyTorch default (orthogonal)", 0.39, 0.04, 0, 0),
  HANIN("hanin", "Stage-wise Hanin", 0.37, 0.35, 0.36, 0.31),
  PROPOSED("orthogonal_proposed", "Proposed (orthogonal)", 0.38, 0.38, 0.385, 0.34);

  /** N of the paper's 10, 100, 1,000 and 10,000 layers. */
  static final List<Integer> PUBLISHED_BLOCKS = List.of(1, 16, 166, 1666);

  private final String scheme;
  private final String label;
  private final double[] published;

  Figure3Scheme(String scheme, String label, double... published) {
    this.scheme = scheme;
    this.label = label;
    this.published = published;
  }

  /** The scheme's name in {@code Schemes}. */
  String scheme() {
    return scheme;
  }

  String label() {
    return label;
  }

  /** In the paper at N blocks per stage; NaN where it has none. */
  double published(int blocks) {
    int i = PUBLISHED_BLOCKS.indexOf(blocks);
    return i < 0 ? Double.NaN : published[i];
  }
}
