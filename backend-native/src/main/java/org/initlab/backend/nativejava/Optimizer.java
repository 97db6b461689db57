package org.initlab.backend.nativejava;

import java.util.List;
import org.initlab.backend.nativejava.kernel.Kernels;
import org.initlab.backend.nativejava.kernel.Storage;
import org.initlab.backend.nativejava.step.Parameter;
import org.initlab.core.backend.UpdateRule;

/** Accumulated gradients and optimizer state; its arrays appear when first needed. */
final class Optimizer<A> {
  private final List<Parameter<A>> trainable;
  private final Kernels<A> kernels;
  private final Storage<A> storage;
  private boolean hasVelocity;
  private long adamSteps;

  Optimizer(List<Parameter<A>> parameters, Kernels<A> kernels) {
    this.trainable = parameters.stream().filter(Parameter::trainable).toList();
    this.kernels = kernels;
    this.storage = kernels.storage();
  }

  /** Lets backward steps add to the accumulated gradient. */
  void bindAccumulators() {
    for (Parameter<A> p : trainable) {
      if (p.accumulated == null) p.accumulated = storage.allocate(p.size());
      p.gradient = p.accumulated;
      p.addGradient = true;
    }
  }

  void update(UpdateRule rule) {
    bindAccumulators();
    if (rule instanceof UpdateRule.Sgd sgd) sgd(sgd);
    else if (rule instanceof UpdateRule.Adam adam) adam(adam);
    else throw new AssertionError("no kernel for " + rule);
    for (Parameter<A> p : trainable) storage.clear(p.accumulated, p.size());
  }

  private void sgd(UpdateRule.Sgd rule) {
    boolean momentum = rule.momentum() != 0;
    for (Parameter<A> p : trainable) {
      if (momentum && p.velocity == null) p.velocity = storage.allocate(p.size());
      kernels
          .optimizer()
          .sgd(rule, p.writable(), p.accumulated, p.velocity, !hasVelocity, p.size());
    }
    hasVelocity |= momentum;
  }

  private void adam(UpdateRule.Adam rule) {
    adamSteps++;
    for (Parameter<A> p : trainable) {
      if (p.firstMoment == null) {
        p.firstMoment = storage.allocate(p.size());
        p.secondMoment = storage.allocate(p.size());
      }
      kernels
          .optimizer()
          .adam(
              rule,
              p.writable(),
              p.accumulated,
              p.firstMoment,
              p.secondMoment,
              adamSteps,
              p.size());
    }
  }
}
