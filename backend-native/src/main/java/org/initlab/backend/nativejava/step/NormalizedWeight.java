package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.kernel.Kernels;

/**
 * W = (g/‖v‖)·v from weight_g and weight_v by weight normalization, recomputed when they change:
 * stored, or in its two factors where the kernel multiplies by both.
 */
final class NormalizedWeight<A> implements Weight<A> {
  /** Arrays that all normalized weights of a model share. */
  record Shared<A>(Scratch<A> tangent, Scratch<A> gradient, Scratch<A> gradientTangent) {}

  private final Parameter<A> g;
  private final Parameter<A> v;
  private final A stored;
  private final A scale;
  private final int rows;
  private final int columns;
  private final Kernels<A> kernels;
  private final Shared<A> shared;

  /**
   * @param factored whether W is left in its two factors
   */
  NormalizedWeight(
      Parameter<A> g, Parameter<A> v, boolean factored, Kernels<A> kernels, Shared<A> shared) {
    this.g = g;
    this.v = v;
    this.rows = v.spec().shape().dim(0);
    this.columns = v.size() / rows;
    this.kernels = kernels;
    this.shared = shared;
    this.stored = factored ? null : kernels.storage().allocate(v.size());
    this.scale = factored ? kernels.storage().allocate(rows) : null;
    shared.tangent.reserve(v.size());
    shared.gradient.reserve(v.size());
    shared.gradientTangent.reserve(v.size());
    refresh();
  }

  @Override
  public A value() {
    return scale == null ? stored : v.value();
  }

  @Override
  public A scale() {
    return scale;
  }

  @Override
  public A tangent() {
    if (v.direction == null) return null;
    A out = shared.tangent.array();
    kernels
        .weightNorm()
        .tangent(g.value(), v.value(), g.direction, v.direction, out, rows, columns);
    return out;
  }

  @Override
  public A gradient() {
    return shared.gradient.array();
  }

  @Override
  public boolean addGradient() {
    return false;
  }

  @Override
  public void gradientReady() {
    kernels
        .weightNorm()
        .backward(
            g.value(),
            v.value(),
            shared.gradient.array(),
            g.gradient,
            v.gradient,
            rows,
            columns,
            g.addGradient);
  }

  @Override
  public boolean tangentNeedsGradient() {
    return true;
  }

  @Override
  public A gradientForTangent() {
    return shared.gradient.array();
  }

  @Override
  public A gradientTangent() {
    return shared.gradientTangent.array();
  }

  @Override
  public void tangentReady() {
    kernels
        .weightNorm()
        .tangentBackward(
            g.value(),
            v.value(),
            g.direction,
            v.direction,
            shared.gradient.array(),
            shared.gradientTangent.array(),
            g.gradient,
            v.gradient,
            rows,
            columns);
  }

  @Override
  public void refresh() {
    if (scale == null) kernels.weightNorm().value(g.value(), v.value(), stored, rows, columns);
    else kernels.weightNorm().scales(g.value(), v.value(), scale, rows, columns);
  }
}
