package org.initlab.backend.nativejava.step;

/** W is a parameter itself. */
final class PlainWeight<A> implements Weight<A> {
  private final Parameter<A> weight;

  PlainWeight(Parameter<A> weight) {
    this.weight = weight;
  }

  @Override
  public A value() {
    return weight.value();
  }

  @Override
  public A scale() {
    return null;
  }

  @Override
  public A tangent() {
    return weight.direction;
  }

  @Override
  public A gradient() {
    return weight.gradient;
  }

  @Override
  public boolean addGradient() {
    return weight.addGradient;
  }

  @Override
  public void gradientReady() {}

  @Override
  public boolean tangentNeedsGradient() {
    return false;
  }

  @Override
  public A gradientForTangent() {
    throw new IllegalStateException("the tangent of a plain weight's gradient needs no gradient");
  }

  @Override
  public A gradientTangent() {
    return weight.gradient;
  }

  @Override
  public void tangentReady() {}

  @Override
  public void refresh() {}
}
