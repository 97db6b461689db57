package org.initlab.backend.tck.oracle;

import java.util.HashMap;
import java.util.Map;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** The update rules of {@link UpdateRule}, one scalar after the other, with their own state. */
public final class OptimizerOracle {
  private final Map<String, Slot[]> slots = new HashMap<>();

  /** The state of one scalar: momentum buffer or first moment, second moment, updates so far. */
  private static final class Slot {
    private double first;
    private double second;
    private int updates;
  }

  /** θ after one update by the gradients; what has no gradient stays. */
  public Parameters update(UpdateRule rule, Parameters parameters, Parameters gradients) {
    Parameters after = parameters;
    for (String name : gradients.names()) {
      Tensor before = parameters.get(name);
      Slot[] state = slots.computeIfAbsent(name, n -> new Slot[before.size()]);
      double[] theta = before.data().clone();
      for (int k = 0; k < theta.length; k++) {
        if (state[k] == null) state[k] = new Slot();
        theta[k] = update(rule, theta[k], gradients.get(name).data()[k], state[k]);
      }
      after = after.with(name, Tensor.of(before.shape(), theta));
    }
    return after;
  }

  private static double update(UpdateRule rule, double theta, double gradient, Slot slot) {
    slot.updates++;
    if (rule instanceof UpdateRule.Sgd sgd) {
      double d = gradient + sgd.weightDecay() * theta;
      if (sgd.momentum() != 0) {
        slot.first = slot.updates == 1 ? d : sgd.momentum() * slot.first + d;
        d = slot.first;
      }
      return theta - sgd.learningRate() * d;
    }
    UpdateRule.Adam adam = (UpdateRule.Adam) rule;
    if (adam.decoupled()) {
      theta *= 1 - adam.learningRate() * adam.weightDecay();
    } else {
      gradient += adam.weightDecay() * theta;
    }
    slot.first = adam.beta1() * slot.first + (1 - adam.beta1()) * gradient;
    slot.second = adam.beta2() * slot.second + (1 - adam.beta2()) * gradient * gradient;
    double first = slot.first / (1 - Math.pow(adam.beta1(), slot.updates));
    double second = slot.second / (1 - Math.pow(adam.beta2(), slot.updates));
    return theta - adam.learningRate() * first / (Math.sqrt(second) + adam.epsilon());
  }
}
