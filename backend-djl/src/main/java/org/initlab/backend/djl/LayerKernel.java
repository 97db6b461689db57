package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;

/** One layer as operations of an engine. */
@FunctionalInterface
interface LayerKernel {
  /**
   * The layer's output in an array of its own.
   *
   * @param in the output of the layer before it
   * @param shortcut the shortcut's output for a residual sum, whose {@code in} is its branch's;
   *     else the same as {@code in}
   */
  NDArray apply(Pass pass, NDArray in, NDArray shortcut);
}
