package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import java.util.HashMap;
import java.util.Map;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Nonlinearity;

/**
 * The piecewise linear activations as the linear functions that they are around one point. A
 * difference of gradients at two points would otherwise be off by a whole jump of the derivative,
 * divided by the step, wherever a kink lies between them; autograd's second derivative has no such
 * term.
 */
final class Kinks implements AutoCloseable {
  private final Map<Activation, Piece> pieces = new HashMap<>();

  /** φ(x) = slope ⊙ x + offset around the point; for CReLU x stands for [x; −x]. */
  private record Piece(NDArray slope, NDArray offset) {}

  /** Whether an activation has kinks. */
  static boolean in(Activation layer) {
    return switch (layer.function()) {
      case RELU, LEAKY_RELU, HARD_TANH, CRELU -> true;
      default -> false;
    };
  }

  /** φ(x), with the piece that the first call for this layer saw. */
  NDArray apply(Activation layer, NDArray x, Constants constants) {
    NDArray in =
        layer.function() == Nonlinearity.CRELU ? NDArrays.concat(new NDList(x, x.neg()), 1) : x;
    Piece piece = pieces.computeIfAbsent(layer, l -> piece(l, in, constants));
    return in.mul(piece.slope).add(piece.offset);
  }

  private static Piece piece(Activation layer, NDArray x, Constants constants) {
    NDArray one = x.onesLike();
    NDArray zero = x.zerosLike();
    NDArray positive = x.gt(constants.of(0));
    Piece piece =
        switch (layer.function()) {
          case RELU, CRELU -> new Piece(NDArrays.where(positive, one, zero), zero);
          case LEAKY_RELU ->
              new Piece(NDArrays.where(positive, one, one.mul(constants.of(layer.slope()))), zero);
          case HARD_TANH -> {
            NDArray saturated = x.abs().gte(constants.of(1));
            yield new Piece(
                NDArrays.where(saturated, zero, one), NDArrays.where(saturated, x.sign(), zero));
          }
          default -> throw new AssertionError(layer);
        };
    // Constant from here on: not part of any recording.
    Piece constant = new Piece(piece.slope.stopGradient(), piece.offset.stopGradient());
    NDScope.unregister(constant.slope, constant.offset);
    return constant;
  }

  @Override
  public void close() {
    for (Piece p : pieces.values()) {
      p.slope.close();
      p.offset.close();
    }
  }
}
