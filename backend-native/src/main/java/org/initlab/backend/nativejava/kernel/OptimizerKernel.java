package org.initlab.backend.nativejava.kernel;

import org.initlab.core.backend.UpdateRule;

/** One optimizer update of one parameter array, as PyTorch makes it. */
public interface OptimizerKernel<A> {
  /**
   * θ −= learningRate·d, see {@link UpdateRule.Sgd}.
   *
   * @param velocity the momentum buffer b; not read where momentum is 0
   * @param first whether this is the first update with momentum, b = d
   */
  void sgd(UpdateRule.Sgd rule, A theta, A gradient, A velocity, boolean first, int count);

  /**
   * See {@link UpdateRule.Adam}.
   *
   * @param first m, the running mean of g
   * @param second v, the running mean of g²
   * @param step t, from 1
   */
  void adam(UpdateRule.Adam rule, A theta, A gradient, A first, A second, long step, int count);
}
