package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.kernel.Epilogue;

/**
 * a += b and h = φ(a), in any blocks: both work value by value.
 *
 * @param bias null for none
 * @param activation null for none
 * @param h where its values go; may be a
 */
record AffineEpilogue<A>(A a, Bias<A> bias, ActivationStep<A> activation, A h) implements Epilogue {
  @Override
  public void complete(int n) {
    if (bias != null) bias.addTo(a, n);
    if (activation != null) activation.value(a, h, n);
  }

  @Override
  public void complete(int i0, int i1, int c0, int c1, int p0, int p1) {
    if (bias != null) bias.addTo(a, i0, i1, c0, c1, p0, p1);
    if (activation != null) activation.value(a, h, i0, i1, c0, c1, p0, p1);
  }
}
