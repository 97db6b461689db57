package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.plan.Frame;
import org.initlab.backend.nativejava.plan.Request;
import org.initlab.backend.nativejava.plan.Step;

/**
 * A step without parameters whose output is linear in its inputs: tangents obey the rule of states,
 * tangents of adjoints that of adjoints, and no state is read again.
 */
abstract class LinearStep<A> extends Step<A> {
  /** The buffers of one family, by value. */
  @FunctionalInterface
  interface Buffers<A> {
    A of(int value);
  }

  LinearStep(int output, int... inputs) {
    super(output, inputs);
  }

  abstract void apply(Buffers<A> states, int n);

  /** Some buffers may be null: nobody wants those. */
  abstract void applyAdjoint(Buffers<A> adjoints, int n);

  @Override
  public final void forward(Frame<A> f) {
    apply(f::state, f.n());
  }

  @Override
  public final void tangent(Frame<A> f) {
    apply(f::tangent, f.n());
  }

  @Override
  public final void backward(Frame<A> f) {
    applyAdjoint(f::adjoint, f.n());
  }

  @Override
  public final void tangentBackward(Frame<A> f) {
    applyAdjoint(f::adjointTangent, f.n());
  }

  @Override
  protected final boolean readsInput(Request request) {
    return false;
  }
}
