package org.initlab.core.network;

/**
 * What the constructors of {@link Architectures} leave open.
 *
 * @param weightNorm whether every weighted layer but the classifier is weight-normalized
 * @param batchNorm whether batch normalization stands where the architecture has a place for it
 * @param bias whether dense layers and convolutions have one
 * @param branchScale whether a learnable scalar ({@link Scale}) ends every residual branch
 * @param activation the nonlinearity of all hidden layers
 * @param slope leaky ReLU's slope for negative inputs; no other function has one
 */
public record ArchitectureOptions(
    boolean weightNorm,
    boolean batchNorm,
    boolean bias,
    boolean branchScale,
    Nonlinearity activation,
    double slope) {
  /** ReLU and biases, no normalization. */
  public static final ArchitectureOptions PLAIN =
      new ArchitectureOptions(
          false, false, true, false, Nonlinearity.RELU, Activation.DEFAULT_LEAKY_SLOPE);

  /** {@link #PLAIN} with weight normalization. */
  public static final ArchitectureOptions WEIGHT_NORM = PLAIN.withWeightNorm(true);

  /** {@link #PLAIN} with batch normalization. */
  public static final ArchitectureOptions BATCH_NORM = PLAIN.withBatchNorm(true);

  public ArchitectureOptions withWeightNorm(boolean value) {
    return new ArchitectureOptions(value, batchNorm, bias, branchScale, activation, slope);
  }

  public ArchitectureOptions withBatchNorm(boolean value) {
    return new ArchitectureOptions(weightNorm, value, bias, branchScale, activation, slope);
  }

  public ArchitectureOptions withBias(boolean value) {
    return new ArchitectureOptions(weightNorm, batchNorm, value, branchScale, activation, slope);
  }

  public ArchitectureOptions withBranchScale(boolean value) {
    return new ArchitectureOptions(weightNorm, batchNorm, bias, value, activation, slope);
  }

  public ArchitectureOptions withActivation(Nonlinearity value) {
    return new ArchitectureOptions(weightNorm, batchNorm, bias, branchScale, value, slope);
  }

  public ArchitectureOptions withSlope(double value) {
    return new ArchitectureOptions(weightNorm, batchNorm, bias, branchScale, activation, value);
  }

  Dense dense(String name, int outFeatures, Role role) {
    return new Dense(name, outFeatures, bias, weightNorm, role);
  }

  /** A 3×3 convolution that keeps the side at stride 1. */
  Conv2d conv3(String name, int outChannels, int stride, Role role) {
    return new Conv2d(name, outChannels, 3, stride, 1, bias, weightNorm, role);
  }

  /** A 1×1 convolution. */
  Conv2d projection(String name, int outChannels, int stride, Role role) {
    return new Conv2d(name, outChannels, 1, stride, 0, bias, weightNorm, role);
  }

  Activation activation(String name) {
    return new Activation(name, activation, slope);
  }

  /** The last layer, which is never weight-normalized. */
  Dense classifier(String name, int classes) {
    return new Dense(name, classes, bias, false, Role.CLASSIFIER);
  }
}
