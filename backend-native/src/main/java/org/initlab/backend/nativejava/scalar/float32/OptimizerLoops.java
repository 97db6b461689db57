package org.initlab.backend.nativejava.scalar.float32;

import org.initlab.backend.nativejava.kernel.OptimizerKernel;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.core.backend.UpdateRule;

/** SGD with momentum, Adam and AdamW, value by value. */
@SuppressWarnings("cast") // they matter in the float32 loops, which mirror these
public final class OptimizerLoops implements OptimizerKernel<float[]> {
  private final Partition partition;

  public OptimizerLoops(Partition partition) {
    this.partition = partition;
  }

  @Override
  public void sgd(
      UpdateRule.Sgd rule,
      float[] theta,
      float[] gradient,
      float[] velocity,
      boolean first,
      int count) {
    float rate = (float) rule.learningRate();
    float momentum = (float) rule.momentum();
    float decay = (float) rule.weightDecay();
    partition.run(
        count,
        6,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float d = gradient[i] + decay * theta[i];
            if (momentum != 0) {
              velocity[i] = first ? d : momentum * velocity[i] + d;
              d = velocity[i];
            }
            theta[i] -= rate * d;
          }
        });
  }

  @Override
  public void adam(
      UpdateRule.Adam rule,
      float[] theta,
      float[] gradient,
      float[] first,
      float[] second,
      long step,
      int count) {
    float beta1 = (float) rule.beta1();
    float beta2 = (float) rule.beta2();
    float decay = rule.decoupled() ? 0 : (float) rule.weightDecay();
    float shrink = rule.decoupled() ? (float) (1 - rule.learningRate() * rule.weightDecay()) : 1;
    float stepSize = (float) (rule.learningRate() / (1 - Math.pow(rule.beta1(), step)));
    float root = (float) Math.sqrt(1 - Math.pow(rule.beta2(), step));
    float epsilon = (float) rule.epsilon();
    partition.run(
        count,
        20,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float g = gradient[i] + decay * theta[i];
            first[i] = beta1 * first[i] + (1 - beta1) * g;
            second[i] = beta2 * second[i] + (1 - beta2) * g * g;
            float denominator = (float) Math.sqrt(second[i]) / root + epsilon;
            theta[i] = shrink * theta[i] - stepSize * first[i] / denominator;
          }
        });
  }
}
