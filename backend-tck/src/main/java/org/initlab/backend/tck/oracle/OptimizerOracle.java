package org.initlab.backend.tck.oracle;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.initlab.core.backend.OptimizerState;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** The update rules of {@link UpdateRule}, one scalar after the other, with their own state. */
public final class OptimizerOracle {
  private static final Parameters EMPTY = Parameters.of(Map.of());

  private final Map<String, Slot[]> slots = new HashMap<>();
  private UpdateRule last = UpdateRule.Sgd.of(1);

  /** The state of one scalar: momentum buffer or first moment, second moment, updates so far. */
  private static final class Slot {
    private double first;
    private double second;
    private int updates;
  }

  /** θ after one update by the gradients; what has no gradient stays. */
  public Parameters update(UpdateRule rule, Parameters parameters, Parameters gradients) {
    last = rule;
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

  /** The state by slot; slots that the last update did not use are empty. */
  public OptimizerState state(Parameters parameters) {
    Map<String, Tensor> first = new LinkedHashMap<>();
    Map<String, Tensor> second = new LinkedHashMap<>();
    int updates = 0;
    for (String name : parameters.names()) {
      Slot[] state = slots.get(name);
      if (state == null) continue;
      double[] m = new double[state.length];
      double[] v = new double[state.length];
      for (int k = 0; k < state.length; k++) {
        m[k] = state[k].first;
        v[k] = state[k].second;
        updates = state[k].updates;
      }
      first.put(name, Tensor.of(parameters.get(name).shape(), m));
      second.put(name, Tensor.of(parameters.get(name).shape(), v));
    }
    if (last instanceof UpdateRule.Adam) {
      return new OptimizerState(updates, EMPTY, Parameters.of(first), Parameters.of(second));
    }
    boolean momentum = last instanceof UpdateRule.Sgd sgd && sgd.momentum() != 0;
    return momentum
        ? new OptimizerState(0, Parameters.of(first), EMPTY, EMPTY)
        : OptimizerState.NONE;
  }

  /** Takes over a state that {@link #state} gave. */
  public void restore(OptimizerState state) {
    slots.clear();
    boolean adam = state.adamUpdates() > 0;
    last = adam ? UpdateRule.Adam.of(1) : new UpdateRule.Sgd(1, 1, 0);
    Parameters first = adam ? state.firstMoment() : state.momentum();
    for (String name : first.names()) {
      Slot[] restored = new Slot[first.get(name).size()];
      for (int k = 0; k < restored.length; k++) {
        restored[k] = new Slot();
        restored[k].first = first.get(name).data()[k];
        if (adam) restored[k].second = state.secondMoment().get(name).data()[k];
        // Momentum asks only whether there was an update before.
        restored[k].updates = adam ? Math.toIntExact(state.adamUpdates()) : 1;
      }
      slots.put(name, restored);
    }
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
