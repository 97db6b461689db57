package org.initlab.backend.nativejava.plan;

import org.initlab.core.backend.Mode;

/**
 * What the steps of a plan see of one run: for every value of the plan the buffers of its state h,
 * of the tangent ḣ, of the adjoint ∂L/∂h and of the adjoint's tangent; null where the run does not
 * need one. Value 0 is the input, value i+1 the output of step i. Buffers may be longer than
 * needed.
 */
public final class Frame<A> {
  private final Object[] states;
  private final Object[] tangents;
  private final Object[] adjoints;
  private final Object[] adjointTangents;
  private int n;
  private Mode mode;
  private boolean parameterGradients;
  private int firstAdjoint;

  Frame(int values) {
    states = new Object[values];
    tangents = new Object[values];
    adjoints = new Object[values];
    adjointTangents = new Object[values];
  }

  /** Samples in the batch. */
  public int n() {
    return n;
  }

  public Mode mode() {
    return mode;
  }

  /** Whether backward steps shall also compute gradients with respect to parameters. */
  public boolean parameterGradients() {
    return parameterGradients;
  }

  public A state(int value) {
    return cast(states[value]);
  }

  public A tangent(int value) {
    return cast(tangents[value]);
  }

  /** Null for values too early for anyone to want their adjoint. */
  public A adjoint(int value) {
    return value < firstAdjoint ? null : cast(adjoints[value]);
  }

  /** Null where {@link #adjoint} is. */
  public A adjointTangent(int value) {
    return value < firstAdjoint ? null : cast(adjointTangents[value]);
  }

  void start(int n, Mode mode, A input) {
    this.n = n;
    this.mode = mode;
    this.firstAdjoint = 0;
    states[0] = input;
  }

  /** Narrows the backward pass to adjoints of the values from {@code firstAdjoint} on. */
  public void wantAdjoints(int firstAdjoint, boolean parameterGradients) {
    this.firstAdjoint = firstAdjoint;
    this.parameterGradients = parameterGradients;
  }

  /** The buffers of one family, by value. */
  Object[] buffers(BufferPlan.Family family) {
    return switch (family) {
      case STATE -> states;
      case TANGENT -> tangents;
      case ADJOINT -> adjoints;
      case ADJOINT_TANGENT -> adjointTangents;
    };
  }

  @SuppressWarnings("unchecked") // only Workspace puts arrays in, and all of them are A
  private A cast(Object buffer) {
    return (A) buffer;
  }
}
