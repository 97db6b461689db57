package org.initlab.core.network;

import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;

/** The mean over all positions: (c, h, w) becomes (c). */
public record GlobalAveragePool(String name) implements Layer {
  public GlobalAveragePool {
    Arguments.notBlank("layer name", name);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 3) {
      throw new InvalidInputException(
          "layer '"
              + name
              + "': global average pooling needs channels×height×width, was given "
              + input);
    }
    return Shape.of(input.dim(0));
  }
}
