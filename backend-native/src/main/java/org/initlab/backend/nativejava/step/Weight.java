package org.initlab.backend.nativejava.step;

/**
 * The weight W of a dense or convolutional layer as its kernels see it, however it is parametrized.
 */
public interface Weight<A> {
  /** W, or the factor that {@link #scale} scales. */
  A value();

  /** The second factor of W, one number for each of its rows; null if {@link #value} is W. */
  A scale();

  /**
   * Ẇ along the present direction, null if there is none; valid until the next call on any weight
   * of the model.
   */
  A tangent();

  /** Where a backward step puts ∂W; {@link #gradientReady} must follow. */
  A gradient();

  /** Whether ∂W is to be added to what {@link #gradient} holds. */
  boolean addGradient();

  /** Passes ∂W on to the parameters. */
  void gradientReady();

  /** Whether the tangent of the parameters' gradients depends on ∂W itself. */
  boolean tangentNeedsGradient();

  /** Where a tangentBackward step puts ∂W, if {@link #tangentNeedsGradient}. */
  A gradientForTangent();

  /** Where a tangentBackward step puts the tangent of ∂W; {@link #tangentReady} must follow. */
  A gradientTangent();

  /** Passes the tangent of ∂W on to the parameters. */
  void tangentReady();

  /** Recomputes W after its parameters changed. */
  void refresh();
}
