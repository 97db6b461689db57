package org.initlab.backend.nativejava.plan;

/**
 * One layer as it runs: how a value follows from earlier ones, and the three derivatives of that.
 * With y = f(x, θ):
 *
 * <ul>
 *   <li>{@link #forward}: y
 *   <li>{@link #tangent}: ẏ = (∂f/∂x) ẋ + (∂f/∂θ) θ̇
 *   <li>{@link #backward}: ∂x (+)= (∂f/∂x)ᵀ ∂y and ∂θ (+)= (∂f/∂θ)ᵀ ∂y
 *   <li>{@link #tangentBackward}: the tangents of the right-hand sides of {@code backward}
 * </ul>
 *
 * <p>The last one makes Hessian-vector products exact (Pearlmutter 1994, the R-operator applied to
 * back-propagation). It runs before {@code backward} of the same step, whose output may overwrite
 * ∂y.
 */
public abstract class Step<A> {
  private final int[] inputs;
  private final int output;
  private final boolean[] add;

  protected Step(int output, int... inputs) {
    this.inputs = inputs;
    this.output = output;
    this.add = new boolean[inputs.length];
  }

  public abstract void forward(Frame<A> frame);

  /**
   * Whether {@link #forwardThrough} does what this step and then {@code next}, the step after it,
   * do forward.
   */
  protected boolean joins(Step<A> next) {
    return false;
  }

  /** Makes the outputs of this step and of {@code next}, which {@link #joins}. */
  public void forwardThrough(Step<A> next, Frame<A> frame) {
    throw new UnsupportedOperationException("this step joins no other");
  }

  public abstract void tangent(Frame<A> frame);

  public abstract void backward(Frame<A> frame);

  public abstract void tangentBackward(Frame<A> frame);

  /** Moves running statistics by what the last forward pass saw. */
  public void updateStatistics(Frame<A> frame) {}

  /** Whether a backward pass of this kind reads the input state (and its tangent, if any). */
  protected abstract boolean readsInput(Request request);

  /** Whether a backward pass of this kind reads the output state. */
  protected boolean readsOutput(Request request) {
    return false;
  }

  /** Whether every output value depends on the input value at its own place, so both may share. */
  protected boolean elementwise() {
    return false;
  }

  /** Whether the output is the input, so that both are the same buffer. */
  protected boolean view() {
    return false;
  }

  /** Whether this step has parameters. */
  public boolean hasParameters() {
    return false;
  }

  protected final int input() {
    return inputs[0];
  }

  protected final int input(int position) {
    return inputs[position];
  }

  public final int output() {
    return output;
  }

  final int arity() {
    return inputs.length;
  }

  /**
   * Whether the adjoint of this input already holds what a later step put there, so that this one
   * adds to it.
   */
  protected final boolean adds(int position) {
    return add[position];
  }

  final void setAdds(int position) {
    add[position] = true;
  }
}
