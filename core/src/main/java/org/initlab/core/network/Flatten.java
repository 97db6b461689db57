package org.initlab.core.network;

import org.initlab.core.error.Arguments;
import org.initlab.core.tensor.Shape;

/** (c, h, w) becomes (c·h·w), row-major; a flat sample stays as it is. */
public record Flatten(String name) implements Layer {
  public Flatten {
    Arguments.notBlank("layer name", name);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Shape.of(input.size());
  }
}
