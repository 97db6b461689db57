package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.function.Function;
import org.initlab.core.backend.OptimizerState;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Parameters;

/**
 * Accumulated gradients and optimizer state, kept on the engine. Arrays are by position in the
 * network's parameters; null stands for zeros.
 */
final class Optimizer {
  private final NDArray[] accumulated;
  private final NDArray[] momentum;
  private final NDArray[] firstMoment;
  private final NDArray[] secondMoment;
  private long adamUpdates;

  Optimizer(int parameters) {
    accumulated = new NDArray[parameters];
    momentum = new NDArray[parameters];
    firstMoment = new NDArray[parameters];
    secondMoment = new NDArray[parameters];
  }

  /** Adds {@code weight}·{@code gradient} to what is accumulated for one parameter. */
  void accumulate(int parameter, NDArray gradient, double weight) {
    NDArray term = weight == 1 ? gradient : gradient.mul(weight);
    if (accumulated[parameter] == null) {
      accumulated[parameter] = kept(weight == 1 ? gradient.duplicate() : term);
    } else {
      accumulated[parameter].addi(term);
    }
  }

  /** Starts one update, before {@link #update} of every trainable parameter. */
  void begin(UpdateRule rule) {
    if (rule instanceof UpdateRule.Adam) adamUpdates++;
  }

  /** Updates θ in place from its accumulated gradient and clears that. */
  void update(int parameter, NDArray theta, UpdateRule rule) {
    NDArray gradient = accumulated[parameter];
    accumulated[parameter] = null;
    if (gradient == null) gradient = theta.zerosLike();
    if (rule instanceof UpdateRule.Sgd sgd) {
      descend(parameter, theta, gradient, sgd);
    } else if (rule instanceof UpdateRule.Adam adam) {
      descend(parameter, theta, gradient, adam);
    }
    gradient.close();
  }

  private void descend(int parameter, NDArray theta, NDArray gradient, UpdateRule.Sgd rule) {
    NDArray direction = gradient;
    if (rule.weightDecay() != 0) direction = gradient.add(theta.mul(rule.weightDecay()));
    if (rule.momentum() != 0) {
      if (momentum[parameter] == null) {
        momentum[parameter] = kept(direction.duplicate());
      } else {
        momentum[parameter].muli(rule.momentum()).addi(direction);
      }
      direction = momentum[parameter];
    }
    theta.subi(direction.mul(rule.learningRate()));
  }

  private void descend(int parameter, NDArray theta, NDArray gradient, UpdateRule.Adam rule) {
    NDArray g = gradient;
    if (rule.weightDecay() != 0) {
      if (rule.decoupled()) {
        theta.muli(1 - rule.learningRate() * rule.weightDecay());
      } else {
        g = gradient.add(theta.mul(rule.weightDecay()));
      }
    }
    if (firstMoment[parameter] == null) {
      firstMoment[parameter] = kept(theta.zerosLike());
      secondMoment[parameter] = kept(theta.zerosLike());
    }
    NDArray m = firstMoment[parameter].muli(rule.beta1()).addi(g.mul(1 - rule.beta1()));
    NDArray v = secondMoment[parameter].muli(rule.beta2()).addi(g.mul(g).muli(1 - rule.beta2()));
    double firstCorrection = 1 - Math.pow(rule.beta1(), adamUpdates);
    double secondCorrection = 1 - Math.pow(rule.beta2(), adamUpdates);
    NDArray denominator = v.sqrt().divi(Math.sqrt(secondCorrection)).addi(rule.epsilon());
    theta.subi(m.div(denominator).muli(rule.learningRate() / firstCorrection));
  }

  /** Σ g² of what is accumulated for one parameter, summed in float64. */
  double squaredGradientNorm(int parameter) {
    NDArray gradient = accumulated[parameter];
    if (gradient == null) return 0;
    NDArray wide = gradient.toType(DataType.FLOAT64, false);
    return wide.mul(wide).sum().getDouble();
  }

  OptimizerState state(Function<NDArray[], Parameters> download) {
    return new OptimizerState(
        adamUpdates,
        download.apply(momentum),
        download.apply(firstMoment),
        download.apply(secondMoment));
  }

  void restore(OptimizerState state, Function<Parameters, NDArray[]> upload) {
    adamUpdates = state.adamUpdates();
    replace(momentum, upload.apply(state.momentum()));
    replace(firstMoment, upload.apply(state.firstMoment()));
    replace(secondMoment, upload.apply(state.secondMoment()));
    replace(accumulated, new NDArray[accumulated.length]);
  }

  private static void replace(NDArray[] slot, NDArray[] by) {
    for (int i = 0; i < slot.length; i++) {
      if (slot[i] != null) slot[i].close();
      slot[i] = by[i];
    }
  }

  // State outlives the call that made it; the model's manager frees it.
  private static NDArray kept(NDArray array) {
    NDScope.unregister(array);
    return array;
  }
}
