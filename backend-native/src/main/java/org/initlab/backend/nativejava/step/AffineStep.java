package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.kernel.Epilogue;
import org.initlab.backend.nativejava.plan.Frame;
import org.initlab.backend.nativejava.plan.Request;
import org.initlab.backend.nativejava.plan.Step;

/**
 * a = h · W + b for any product · that is bilinear in h and W, which is all that the derivatives
 * need:
 *
 * <pre>
 * ȧ  = ḣ · W + h · Ẇ + ḃ
 * ∂h = ∂a ·ₕ W                tangent  ∂ȧ ·ₕ W + ∂a ·ₕ Ẇ
 * ∂W = ∂a ·ᵥᵥ h               tangent  ∂ȧ ·ᵥᵥ h + ∂a ·ᵥᵥ ḣ
 * ∂b = Σ ∂a                  tangent  Σ ∂ȧ
 * </pre>
 *
 * with ·ₕ and ·ᵥᵥ the adjoints of the product in its two arguments. Dense and convolution layers
 * differ in the product alone.
 */
abstract class AffineStep<A> extends Step<A> {
  private final Weight<A> weight;
  private final Bias<A> bias;

  /**
   * @param bias null for none
   */
  AffineStep(int output, int input, Weight<A> weight, Bias<A> bias) {
    super(output, input);
    this.weight = weight;
    this.bias = bias;
  }

  /**
   * a (+)= h · W.
   *
   * @param scale the second factor of W, or null
   */
  abstract void product(A h, A w, A scale, A a, int n, boolean add);

  /**
   * ∂h (+)= ∂a ·ₕ W.
   *
   * @param scale the second factor of W, or null
   */
  abstract void inputAdjoint(A da, A w, A scale, A dh, int n, boolean add);

  /** ∂W (+)= ∂a ·ᵥᵥ h. */
  abstract void weightAdjoint(A da, A h, A dw, int n, boolean add);

  /** a = h · W, and what follows. */
  abstract void product(A h, A w, A scale, A a, int n, Epilogue epilogue);

  @Override
  public final void forward(Frame<A> f) {
    A h = f.state(input());
    A a = f.state(output());
    if (bias == null) product(h, weight.value(), weight.scale(), a, f.n(), false);
    else complete(f, new AffineEpilogue<>(a, bias, null, null));
  }

  @Override
  protected final boolean joins(Step<A> next) {
    return next instanceof ActivationStep<A> activation && activation.follows(output());
  }

  @Override
  public final void forwardThrough(Step<A> next, Frame<A> f) {
    ActivationStep<A> activation = (ActivationStep<A>) next;
    A a = f.state(output());
    complete(f, new AffineEpilogue<>(a, bias, activation, f.state(next.output())));
  }

  private void complete(Frame<A> f, Epilogue epilogue) {
    A h = f.state(input());
    product(h, weight.value(), weight.scale(), f.state(output()), f.n(), epilogue);
  }

  @Override
  public final void tangent(Frame<A> f) {
    A aTangent = f.tangent(output());
    product(f.tangent(input()), weight.value(), weight.scale(), aTangent, f.n(), false);
    A wTangent = weight.tangent();
    if (wTangent == null) return; // along a direction of the input, parameters stay
    product(f.state(input()), wTangent, null, aTangent, f.n(), true);
    if (bias != null) bias.addTangentTo(aTangent, f.n());
  }

  @Override
  public final void backward(Frame<A> f) {
    A da = f.adjoint(output());
    A dh = f.adjoint(input());
    if (dh != null) inputAdjoint(da, weight.value(), weight.scale(), dh, f.n(), adds(0));
    if (!f.parameterGradients()) return;
    weightAdjoint(da, f.state(input()), weight.gradient(), f.n(), weight.addGradient());
    weight.gradientReady();
    if (bias != null) bias.gradientFrom(da, f.n());
  }

  @Override
  public final void tangentBackward(Frame<A> f) {
    A da = f.adjoint(output());
    A daTangent = f.adjointTangent(output());
    A h = f.state(input());
    A dhTangent = f.adjointTangent(input());
    if (dhTangent != null) {
      inputAdjoint(daTangent, weight.value(), weight.scale(), dhTangent, f.n(), adds(0));
      inputAdjoint(da, weight.tangent(), null, dhTangent, f.n(), true);
    }
    if (weight.tangentNeedsGradient()) {
      weightAdjoint(da, h, weight.gradientForTangent(), f.n(), false);
    }
    weightAdjoint(daTangent, h, weight.gradientTangent(), f.n(), false);
    weightAdjoint(da, f.tangent(input()), weight.gradientTangent(), f.n(), true);
    weight.tangentReady();
    if (bias != null) bias.gradientFrom(daTangent, f.n());
  }

  @Override
  protected final boolean readsInput(Request request) {
    return request.parameters();
  }

  @Override
  public final boolean hasParameters() {
    return true;
  }
}
