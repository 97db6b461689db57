package org.initlab.experiments.arpit2019;

import java.util.OptionalDouble;

/**
 * A column of the paper's table of Hessians at initialization, with what is published.
 *
 * <p>The paper's poster gives "log spectral norm" as mean ± standard deviation and does not say of
 * which base the logarithm is; no value is given for Hanin's scheme on ResNet-164.
 */
enum HessianScheme {
  DEFAULT("orthogonal", "PyTorch default", 4.68, 0.60, 9.56, 0.54),
  DATA_DEPENDENT("orthogonal_datadep", "data-dependent", 3.01, 0.02, 2.68, 0.09),
  HANIN("hanin", "stage-wise Hanin", 7.14, 0.72, Double.NaN, Double.NaN),
  PROPOSED("orthogonal_proposed", "proposed", 1.31, 0.12, 1.56, 0.18);

  private final String scheme;
  private final String label;
  private final double[] published;

  HessianScheme(String scheme, String label, double... published) {
    this.scheme = scheme;
    this.label = label;
    this.published = published;
  }

  /** The name of the initialization scheme. */
  String scheme() {
    return scheme;
  }

  String label() {
    return label;
  }

  /** The published mean for WRN-40-10 on CIFAR-10 or ResNet-164 on CIFAR-100. */
  OptionalDouble published(HessianProblem.Published network) {
    return value(2 * network.ordinal());
  }

  /** Its standard deviation. */
  OptionalDouble spread(HessianProblem.Published network) {
    return value(2 * network.ordinal() + 1);
  }

  private OptionalDouble value(int i) {
    return Double.isNaN(published[i]) ? OptionalDouble.empty() : OptionalDouble.of(published[i]);
  }
}
