package org.initlab.backend.nativejava.scalar.float64;

import org.initlab.backend.nativejava.kernel.OptimizerKernel;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.core.backend.UpdateRule;

/** SGD with momentum, Adam and AdamW, value by value. */
@SuppressWarnings("cast") // they matter in the float32 loops, which mirror these
public final class OptimizerLoops implements OptimizerKernel<double[]> {
  private final Partition partition;

  public OptimizerLoops(Partition partition) {
    this.partition = partition;
  }

  @Override
  public void sgd(
      UpdateRule.Sgd rule,
      double[] theta,
      double[] gradient,
      double[] velocity,
      boolean first,
      int count) {
    double rate = (double) rule.learningRate();
    double momentum = (double) rule.momentum();
    double decay = (double) rule.weightDecay();
    partition.run(
        count,
        6,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            double d = gradient[i] + decay * theta[i];
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
      double[] theta,
      double[] gradient,
      double[] first,
      double[] second,
      long step,
      int count) {
    double beta1 = (double) rule.beta1();
    double beta2 = (double) rule.beta2();
    double decay = rule.decoupled() ? 0 : (double) rule.weightDecay();
    double shrink = rule.decoupled() ? (double) (1 - rule.learningRate() * rule.weightDecay()) : 1;
    double stepSize = (double) (rule.learningRate() / (1 - Math.pow(rule.beta1(), step)));
    double root = (double) Math.sqrt(1 - Math.pow(rule.beta2(), step));
    double epsilon = (double) rule.epsilon();
    partition.run(
        count,
        20,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            double g = gradient[i] + decay * theta[i];
            first[i] = beta1 * first[i] + (1 - beta1) * g;
            second[i] = beta2 * second[i] + (1 - beta2) * g * g;
            double denominator = (double) Math.sqrt(second[i]) / root + epsilon;
            theta[i] = shrink * theta[i] - stepSize * first[i] / denominator;
          }
        });
  }
}
