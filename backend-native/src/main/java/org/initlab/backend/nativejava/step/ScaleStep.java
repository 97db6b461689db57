package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.kernel.BatchNormKernel;
import org.initlab.backend.nativejava.kernel.BatchNormKernel.Adjoint;
import org.initlab.backend.nativejava.kernel.BatchNormKernel.Extent;
import org.initlab.backend.nativejava.kernel.BatchNormKernel.Tangent;
import org.initlab.backend.nativejava.kernel.Kernels;
import org.initlab.backend.nativejava.plan.Frame;
import org.initlab.backend.nativejava.plan.Request;
import org.initlab.backend.nativejava.plan.Step;

/**
 * y = α·x for one number α: a batch normalization in evaluation of a single channel with mean 0,
 * deviation 1 and β = 0, whose kernels it runs on. All of (x − 0)·1 + 0 is exact.
 */
final class ScaleStep<A> extends Step<A> {
  private final Parameter<A> alpha;
  private final Kernels<A> kernels;
  private final BatchNormKernel<A> kernel;
  private final int size;
  private final A zero;
  private final A one;
  private final A sum;
  private final A product;

  ScaleStep(int output, int input, Parameter<A> alpha, Kernels<A> kernels, int size) {
    super(output, input);
    this.alpha = alpha;
    this.kernels = kernels;
    this.kernel = kernels.batchNorm();
    this.size = size;
    this.zero = kernels.storage().allocate(1);
    this.one = kernels.storage().copy(new double[] {1});
    this.sum = kernels.storage().allocate(1);
    this.product = kernels.storage().allocate(1);
  }

  @Override
  public void forward(Frame<A> f) {
    A out = f.state(output());
    kernel.normalize(f.state(input()), zero, one, alpha.value(), zero, out, extent(f));
  }

  /** ẏ = α ẋ + α̇ x. */
  @Override
  public void tangent(Frame<A> f) {
    A direction = alpha.direction == null ? zero : alpha.direction;
    kernel.tangent(along(f), alpha.value(), direction, zero, f.tangent(output()), extent(f));
  }

  /** ∂α = Σ x ∂y, ∂x = α ∂y. */
  @Override
  public void backward(Frame<A> f) {
    A in = f.state(input());
    A dy = f.adjoint(output());
    if (f.parameterGradients()) {
      kernel.sums(in, zero, one, dy, sum, product, extent(f));
      passOn();
    }
    A dx = f.adjoint(input());
    if (dx == null) return;
    kernel.inputGradient(in, zero, one, alpha.value(), dy, zero, zero, dx, extent(f), adds(0));
  }

  /** Tangents: of ∂α Σ (ẋ ∂y + x ∂ẏ), of ∂x α̇ ∂y + α ∂ẏ. */
  @Override
  public void tangentBackward(Frame<A> f) {
    A dy = f.adjoint(output());
    A dyTangent = f.adjointTangent(output());
    kernel.sumsTangent(along(f), dy, dyTangent, sum, product, extent(f));
    passOn();
    A dxTangent = f.adjointTangent(input());
    if (dxTangent == null) return;
    Adjoint<A> adjoint = new Adjoint<>(dy, dyTangent, zero, zero, zero, zero);
    kernel.inputGradientTangent(
        along(f), alpha.value(), alpha.direction, adjoint, dxTangent, extent(f), adds(0));
  }

  private void passOn() {
    kernels.vector().scale(1, product, alpha.gradient, 1, alpha.addGradient);
  }

  private Extent extent(Frame<A> f) {
    return new Extent(f.n(), 1, size);
  }

  private Tangent<A> along(Frame<A> f) {
    return new Tangent<>(f.state(input()), zero, one, f.tangent(input()), zero, zero);
  }

  @Override
  protected boolean readsInput(Request request) {
    return true;
  }

  @Override
  protected boolean elementwise() {
    return true;
  }

  @Override
  public boolean hasParameters() {
    return true;
  }
}
