package org.initlab.backend.nativejava.step;

import org.initlab.core.network.ParameterSpec;

/**
 * One parameter array of a model with what a run reads and writes beside it. The model sets {@link
 * #direction} and {@link #gradient} before a run; optimizer state appears when first needed.
 */
public final class Parameter<A> {
  private final ParameterSpec spec;
  private final A value;

  /** The direction v of a Hessian-vector product, read by tangent steps. */
  public A direction;

  /** Where backward steps put the gradient, and tangentBackward steps the product H·v. */
  public A gradient;

  /** Whether {@link #gradient} is added to instead of assigned. */
  public boolean addGradient;

  /** The sum of gradients since the last update. */
  public A accumulated;

  /** SGD's momentum buffer. */
  public A velocity;

  /** Adam's running mean of g. */
  public A firstMoment;

  /** Adam's running mean of g². */
  public A secondMoment;

  public Parameter(ParameterSpec spec, A value) {
    this.spec = spec;
    this.value = value;
  }

  public ParameterSpec spec() {
    return spec;
  }

  public A value() {
    return value;
  }

  public int size() {
    return spec.shape().size();
  }

  public boolean trainable() {
    return spec.kind().trainable();
  }
}
