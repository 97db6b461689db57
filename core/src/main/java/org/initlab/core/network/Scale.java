package org.initlab.core.network;

import org.initlab.core.error.Arguments;
import org.initlab.core.tensor.Shape;

/**
 * y = α·x with one learnable number α, the parameter {@code weight} of shape 1: the scalar at the
 * end of a residual branch in SkipInit (De and Smith 2020), ReZero (Bachlechner et al. 2021) and
 * Fixup (Zhang et al. 2019).
 */
public record Scale(String name) implements Layer {
  public Scale {
    Arguments.notBlank("layer name", name);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }
}
