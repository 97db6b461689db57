package org.initlab.core.backend;

/**
 * Which gradients of the objective to compute besides its value.
 *
 * @param parameters whether those with respect to every trainable parameter
 * @param input whether that with respect to the input batch
 * @param states receives ∂L/∂state for the points that it wants, from the output back to the input
 */
public record GradientRequest(boolean parameters, boolean input, Probe states) {
  public static final GradientRequest PARAMETERS = new GradientRequest(true, false, Probe.NONE);

  /** Only the gradients with respect to hidden states. */
  public static GradientRequest states(Probe probe) {
    return new GradientRequest(false, false, probe);
  }
}
