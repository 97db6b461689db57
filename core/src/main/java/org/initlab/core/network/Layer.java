package org.initlab.core.network;

import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;

/**
 * One layer as a value. Shapes are those of one sample: (features) or (channels, height, width).
 * The set is closed, so that a backend that forgets a layer does not compile.
 */
public sealed interface Layer
    permits Dense, Conv2d, Activation, BatchNorm, Scale, Residual, Flatten, GlobalAveragePool {
  /** Unique in its network; parameters are named after it, as in {@code fc1.weight}. */
  String name();

  /**
   * The shape of one sample after this layer.
   *
   * @throws InvalidInputException if a sample of shape {@code input} cannot enter; the message
   *     names the layer
   */
  Shape outputShape(Shape input);
}
