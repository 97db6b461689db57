package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.kernel.ConcatenatedReluKernel;
import org.initlab.backend.nativejava.plan.Frame;
import org.initlab.backend.nativejava.plan.Request;
import org.initlab.backend.nativejava.plan.Step;

/** h = [max(a, 0); max(−a, 0)]; piecewise linear, so tangents of adjoints obey the same rule. */
final class ConcatenatedReluStep<A> extends Step<A> {
  private final ConcatenatedReluKernel<A> kernel;
  private final int size;

  ConcatenatedReluStep(int output, int input, ConcatenatedReluKernel<A> kernel, int size) {
    super(output, input);
    this.kernel = kernel;
    this.size = size;
  }

  @Override
  public void forward(Frame<A> f) {
    kernel.value(f.state(input()), f.state(output()), f.n(), size);
  }

  @Override
  public void tangent(Frame<A> f) {
    kernel.tangent(f.state(input()), f.tangent(input()), f.tangent(output()), f.n(), size);
  }

  @Override
  public void backward(Frame<A> f) {
    back(f, f.adjoint(output()), f.adjoint(input()));
  }

  @Override
  public void tangentBackward(Frame<A> f) {
    back(f, f.adjointTangent(output()), f.adjointTangent(input()));
  }

  private void back(Frame<A> f, A dh, A da) {
    if (da != null) kernel.backward(f.state(input()), dh, da, f.n(), size, adds(0));
  }

  @Override
  protected boolean readsInput(Request request) {
    return true;
  }
}
