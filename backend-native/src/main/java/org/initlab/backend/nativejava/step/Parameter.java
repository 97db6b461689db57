package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.kernel.Storage;
import org.initlab.core.network.ParameterSpec;

/**
 * One parameter array of a model with what a run reads and writes beside it. The model sets {@link
 * #direction} and {@link #gradient} before a run; optimizer state appears when first needed.
 */
public final class Parameter<A> {
  private final ParameterSpec spec;
  private final Storage<A> storage;
  private A value;
  private double[] borrowed;

  /** The direction v of a Hessian-vector product, read by tangent steps; null for none. */
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

  /**
   * @param host the initial value
   * @param borrow whether to read {@code host} itself until the first write, in a precision that
   *     can
   */
  public Parameter(ParameterSpec spec, double[] host, boolean borrow, Storage<A> storage) {
    this.spec = spec;
    this.storage = storage;
    this.value = borrow ? storage.view(host, null) : storage.copy(host);
    this.borrowed = (Object) value == host ? host : null;
  }

  public ParameterSpec spec() {
    return spec;
  }

  /** The value, to be read. */
  public A value() {
    return value;
  }

  /** The value as an array of the model's own, to be written. */
  public A writable() {
    if (borrowed != null) {
      value = storage.copy(borrowed);
      borrowed = null;
    }
    return value;
  }

  public int size() {
    return spec.shape().size();
  }

  public boolean trainable() {
    return spec.kind().trainable();
  }
}
