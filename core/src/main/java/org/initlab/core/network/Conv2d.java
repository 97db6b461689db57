package org.initlab.core.network;

import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;

/**
 * Two-dimensional cross-correlation with a square kernel, zero padding on all four sides, weights
 * out×in×k×k. Output side = ⌊(side + 2·padding − kernel)/stride⌋ + 1. Weight normalization is per
 * output channel, weight_g out×1×1×1.
 */
public record Conv2d(
    String name,
    int outChannels,
    int kernel,
    int stride,
    int padding,
    boolean bias,
    boolean weightNorm,
    Role role)
    implements Layer {
  public Conv2d {
    Arguments.notBlank("layer name", name);
    Arguments.positive("layer '" + name + "': out_channels", outChannels);
    Arguments.positive("layer '" + name + "': kernel", kernel);
    Arguments.positive("layer '" + name + "': stride", stride);
    Arguments.notNegative("layer '" + name + "': padding", padding);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 3) {
      throw new InvalidInputException(
          "layer '" + name + "': conv2d needs channels×height×width, was given " + input);
    }
    return Shape.of(outChannels, outputSide(input, 1), outputSide(input, 2));
  }

  private int outputSide(Shape input, int axis) {
    int padded = input.dim(axis) + 2 * padding;
    if (padded < kernel) {
      throw new InvalidInputException(
          "layer '"
              + name
              + "': kernel "
              + kernel
              + " does not fit into "
              + input
              + " with padding "
              + padding);
    }
    return (padded - kernel) / stride + 1;
  }
}
