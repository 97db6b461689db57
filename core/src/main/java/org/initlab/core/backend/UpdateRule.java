package org.initlab.core.backend;

/** One optimizer update of every trainable parameter θ from its accumulated gradient g. */
public sealed interface UpdateRule {
  /**
   * PyTorch's SGD: d = g + weightDecay·θ; with momentum, b = d at the first update and b =
   * momentum·b + d after it, and d = b; θ = θ − learningRate·d.
   */
  record Sgd(double learningRate, double momentum, double weightDecay) implements UpdateRule {
    public static Sgd of(double learningRate) {
      return new Sgd(learningRate, 0, 0);
    }
  }

  /**
   * PyTorch's Adam (Kingma and Ba 2015) with bias correction; with {@code decoupled} the weight
   * decay of AdamW (Loshchilov and Hutter 2019), θ = θ·(1 − learningRate·weightDecay) before the
   * update, instead of g + weightDecay·θ.
   */
  record Adam(
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay,
      boolean decoupled)
      implements UpdateRule {
    public static Adam of(double learningRate) {
      return new Adam(learningRate, 0.9, 0.999, 1e-8, 0, false);
    }
  }
}
