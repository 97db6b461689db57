package org.initlab.core.network;

import org.initlab.core.error.Arguments;
import org.initlab.core.tensor.Shape;

/**
 * Batch normalization over the batch (and positions) of each feature or channel: γ (x − μ)/√(σ² +
 * ε) + β. Training uses the batch's biased variance; running statistics move by {@code momentum}
 * towards the batch mean and the <em>unbiased</em> batch variance, as in PyTorch. Parameters weight
 * (γ), bias (β); buffers running_mean, running_var.
 */
public record BatchNorm(String name, double momentum, double epsilon) implements Layer {
  public static final double DEFAULT_MOMENTUM = 0.1;
  public static final double DEFAULT_EPSILON = 1e-5;

  public BatchNorm {
    Arguments.notBlank("layer name", name);
    Arguments.notNegative("layer '" + name + "': momentum", momentum);
    Arguments.positive("layer '" + name + "': epsilon", epsilon);
  }

  public static BatchNorm of(String name) {
    return new BatchNorm(name, DEFAULT_MOMENTUM, DEFAULT_EPSILON);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }
}
