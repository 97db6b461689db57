package org.initlab.backend.nativejava.plan;

/**
 * What one kind of run computes besides the output; it decides which buffers live how long.
 *
 * @param backward whether gradients with respect to states are computed
 * @param parameters whether those with respect to parameters are
 * @param input whether that with respect to the input is
 * @param tangent whether tangents are carried along, for a Hessian-vector or Jacobian-vector
 *     product
 */
public record Request(boolean backward, boolean parameters, boolean input, boolean tangent) {
  public static final Request FORWARD = new Request(false, false, false, false);
  public static final Request HESSIAN = new Request(true, true, false, true);

  /**
   * Tangents of states without parameters' directions: states live as for a backward pass, since a
   * tangent step reads what a backward step would.
   */
  public static final Request TANGENT = new Request(true, false, false, true);

  public static Request gradients(boolean parameters, boolean input) {
    return new Request(true, parameters, input, false);
  }
}
