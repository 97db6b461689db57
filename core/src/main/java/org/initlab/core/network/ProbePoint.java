package org.initlab.core.network;

import org.initlab.core.tensor.Shape;

/**
 * A place in a network whose state can be observed: the output of one layer, nested ones included,
 * in the order of execution (a residual's branch, then its shortcut, then the sum, which bears the
 * residual's name).
 *
 * @param index position in {@link Network#probePoints()}
 * @param depth weighted layers (dense, convolution) on the longest path from the input to here,
 *     this one included
 * @param fanIn fan-in of this layer if it is weighted, else that of the last weighted layer before
 *     it (1 before any)
 * @param shape of one sample
 */
public record ProbePoint(int index, String layer, Kind kind, int depth, int fanIn, Shape shape) {
  /**
   * Whether the state is a pre-activation a (the output of an affine or normalization layer) or a
   * hidden state h.
   */
  public enum Kind {
    PRE_ACTIVATION,
    HIDDEN
  }
}
