package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.initlab.core.backend.OptimizerState;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Parameters;

/**
 * Accumulated gradients and optimizer state, kept on the engine. Arrays are by position in the
 * network's parameters; null stands for zeros.
 */
final class Optimizer {
  private final EngineAdapter engine;
  private final NDArray[] accumulated;
  private final NDArray[] momentum;
  private final NDArray[] firstMoment;
  private final NDArray[] secondMoment;
  private long adamUpdates;

  Optimizer(EngineAdapter engine, int parameters) {
    this.engine = engine;
    accumulated = new NDArray[parameters];
    momentum = new NDArray[parameters];
    firstMoment = new NDArray[parameters];
    secondMoment = new NDArray[parameters];
  }

  /** Adds {@code weight}·{@code gradient} to what is accumulated for one parameter. */
  void accumulate(int parameter, NDArray gradient, double weight) {
    NDArray before = accumulated[parameter];
    if (before == null) {
      accumulated[parameter] = kept(weight == 1 ? engine.settled(gradient) : gradient.mul(weight));
    } else {
      // Not in place: the engine may have given one array as the gradient of two parameters.
      NDArray term = weight == 1 ? gradient : gradient.mul(weight);
      accumulated[parameter] = kept(before.add(term));
      before.close();
    }
  }

  /**
   * Updates {@code parameters} in place from what is accumulated, and clears that.
   *
   * @param trainable the positions of those to update
   */
  void update(UpdateRule rule, NDArray[] parameters, int[] trainable) {
    for (int i : trainable) {
      if (accumulated[i] == null) accumulated[i] = kept(parameters[i].zerosLike());
    }
    if (rule instanceof UpdateRule.Sgd sgd) {
      descend(sgd, parameters, trainable);
    } else if (rule instanceof UpdateRule.Adam adam) {
      adamUpdates++;
      for (int i : trainable) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          descend(i, parameters[i], accumulated[i], adam);
        }
      }
    }
    for (int i : trainable) {
      accumulated[i].close();
      accumulated[i] = null;
    }
  }

  private void descend(UpdateRule.Sgd rule, NDArray[] parameters, int[] trainable) {
    boolean first = false;
    if (rule.momentum() != 0) {
      for (int i : trainable) {
        if (momentum[i] != null) continue;
        momentum[i] = kept(parameters[i].zerosLike());
        first = true;
      }
    }
    engine.descend(
        rule,
        at(trainable, parameters),
        at(trainable, accumulated),
        rule.momentum() == 0 ? List.of() : at(trainable, momentum),
        first);
  }

  private static List<NDArray> at(int[] positions, NDArray[] arrays) {
    List<NDArray> chosen = new ArrayList<>(positions.length);
    for (int i : positions) chosen.add(arrays[i]);
    return chosen;
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
