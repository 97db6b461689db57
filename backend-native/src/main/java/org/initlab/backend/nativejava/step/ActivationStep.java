package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.kernel.ActivationKernel;
import org.initlab.backend.nativejava.plan.Frame;
import org.initlab.backend.nativejava.plan.Request;
import org.initlab.backend.nativejava.plan.Step;
import org.initlab.core.network.Nonlinearity;

/** h = φ(a), element by element: ḣ = φ′ ȧ, ∂a = φ′ ∂h, and the tangent of ∂a is φ′ ∂ḣ + φ″ ȧ ∂h. */
final class ActivationStep<A> extends Step<A> {
  private final ActivationKernel<A> kernel;
  private final Nonlinearity function;
  private final double slope;
  private final int size;
  private final int positions;
  private final boolean fromOutput;

  /**
   * @param size of one sample
   * @param positions of one channel of it
   */
  ActivationStep(
      int output,
      int input,
      ActivationKernel<A> kernel,
      Nonlinearity function,
      double slope,
      int size,
      int positions) {
    super(output, input);
    this.kernel = kernel;
    this.function = function;
    this.slope = slope;
    this.size = size;
    this.positions = positions;
    this.fromOutput = ActivationKernel.derivesFromOutput(function, slope);
  }

  @Override
  public void forward(Frame<A> f) {
    value(f.state(input()), f.state(output()), f.n());
  }

  void value(A a, A h, int n) {
    kernel.value(function, slope, a, h, n * size);
  }

  /** Of samples i0 … i1−1, channels c0 … c1−1 and positions p0 … p1−1 alone. */
  void value(A a, A h, int i0, int i1, int c0, int c1, int p0, int p1) {
    if (p1 - p0 == positions) {
      int from = i0 * size + c0 * positions;
      kernel.value(function, slope, a, h, from, (c1 - c0) * positions, i1 - i0, size);
      return;
    }
    for (int i = i0; i < i1; i++) {
      int from = i * size + c0 * positions + p0;
      kernel.value(function, slope, a, h, from, p1 - p0, c1 - c0, positions);
    }
  }

  /** Whether {@code value} is the input. */
  boolean follows(int value) {
    return input() == value;
  }

  @Override
  public void tangent(Frame<A> f) {
    timesDerivative(f, f.tangent(input()), f.tangent(output()), false);
  }

  @Override
  public void backward(Frame<A> f) {
    A da = f.adjoint(input());
    if (da != null) timesDerivative(f, f.adjoint(output()), da, adds(0));
  }

  @Override
  public void tangentBackward(Frame<A> f) {
    A daTangent = f.adjointTangent(input());
    if (daTangent == null) return;
    timesDerivative(f, f.adjointTangent(output()), daTangent, adds(0));
    if (ActivationKernel.piecewiseLinear(function)) return;
    A aTangent = f.tangent(input());
    A dh = f.adjoint(output());
    kernel.addSecondDerivative(function, slope, saved(f), aTangent, dh, daTangent, f.n() * size);
  }

  private void timesDerivative(Frame<A> f, A u, A out, boolean add) {
    kernel.timesDerivative(function, slope, saved(f), u, out, f.n() * size, add);
  }

  private A saved(Frame<A> f) {
    return f.state(fromOutput ? output() : input());
  }

  @Override
  protected boolean readsInput(Request request) {
    return !fromOutput || request.tangent() && !ActivationKernel.piecewiseLinear(function);
  }

  @Override
  protected boolean readsOutput(Request request) {
    return fromOutput;
  }

  @Override
  protected boolean elementwise() {
    return true;
  }
}
