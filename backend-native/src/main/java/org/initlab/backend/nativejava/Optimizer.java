package org.initlab.backend.nativejava;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.initlab.backend.nativejava.kernel.Kernels;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.kernel.Storage;
import org.initlab.backend.nativejava.step.Parameter;
import org.initlab.core.backend.OptimizerState;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** Accumulated gradients and optimizer state; its arrays appear when first needed. */
final class Optimizer<A> {
  /** An update of fewer elements costs less than to share it. */
  private static final int SMALL = 1 << 13;

  private final List<Parameter<A>> trainable;
  private final Kernels<A> kernels;
  private final Storage<A> storage;
  private final Partition partition;

  /** Arrays that several threads share, and those that one thread updates as a whole. */
  private final List<Parameter<A>> large;

  private final List<Parameter<A>> small;
  private boolean hasVelocity;

  /** No gradient since the last update: the next one is assigned, whatever the arrays hold. */
  private boolean empty = true;

  private long adamSteps;

  Optimizer(List<Parameter<A>> parameters, Kernels<A> kernels, Partition partition) {
    this.trainable = parameters.stream().filter(Parameter::trainable).toList();
    this.kernels = kernels;
    this.storage = kernels.storage();
    this.partition = partition;
    this.large = trainable.stream().filter(p -> p.size() > SMALL).toList();
    this.small = trainable.stream().filter(p -> p.size() <= SMALL).toList();
  }

  /** Lets backward steps add to the accumulated gradient. */
  void bindAccumulators() {
    for (Parameter<A> p : trainable) {
      if (p.accumulated == null) p.accumulated = storage.allocate(p.size());
      p.gradient = p.accumulated;
      p.addGradient = !empty;
    }
  }

  /** The backward steps are done. */
  void accumulated() {
    empty = false;
  }

  void update(UpdateRule rule) {
    if (empty) {
      bindAccumulators();
      for (Parameter<A> p : trainable) storage.clear(p.accumulated, p.size());
    }
    if (rule instanceof UpdateRule.Sgd sgd) sgd(sgd);
    else if (rule instanceof UpdateRule.Adam adam) adam(adam);
    else throw new AssertionError("no kernel for " + rule);
    empty = true;
  }

  private void sgd(UpdateRule.Sgd rule) {
    boolean momentum = rule.momentum() != 0;
    boolean first = !hasVelocity;
    each(
        p -> {
          if (momentum && p.velocity == null) p.velocity = storage.allocate(p.size());
          A theta = p.writable();
          kernels.optimizer().sgd(rule, theta, p.accumulated, p.velocity, first, p.size());
        });
    hasVelocity |= momentum;
  }

  private void adam(UpdateRule.Adam rule) {
    adamSteps++;
    each(
        p -> {
          if (p.firstMoment == null) {
            p.firstMoment = storage.allocate(p.size());
            p.secondMoment = storage.allocate(p.size());
          }
          A theta = p.writable();
          A g = p.accumulated;
          kernels
              .optimizer()
              .adam(rule, theta, g, p.firstMoment, p.secondMoment, adamSteps, p.size());
        });
  }

  /**
   * Large arrays in turn, each by all threads; small ones, of which deep networks have many, side
   * by side.
   */
  private void each(Consumer<Parameter<A>> update) {
    large.forEach(update);
    partition.run(
        small.size(),
        SMALL,
        (from, to) -> {
          for (int i = from; i < to; i++) update.accept(small.get(i));
        });
  }

  /** ‖g‖₂ of what is accumulated, array by array in the order of the network. */
  double gradientNorm() {
    double squares = 0;
    for (Parameter<A> p : trainable) {
      if (!empty) squares += storage.sumOfSquares(p.accumulated, p.size());
    }
    return Math.sqrt(squares);
  }

  OptimizerState state() {
    return new OptimizerState(
        adamSteps,
        export(hasVelocity, p -> p.velocity),
        export(adamSteps > 0, p -> p.firstMoment),
        export(adamSteps > 0, p -> p.secondMoment));
  }

  private Parameters export(boolean present, Function<Parameter<A>, A> slot) {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    if (present) {
      for (Parameter<A> p : trainable) {
        double[] values = storage.export(slot.apply(p), p.size());
        copies.put(p.spec().name(), Tensor.of(p.spec().shape(), values));
      }
    }
    return Parameters.of(copies);
  }

  /** The caller has checked that the state fits. */
  void restore(OptimizerState state) {
    adamSteps = state.adamUpdates();
    hasVelocity = !state.momentum().names().isEmpty();
    put(state.momentum(), (p, a) -> p.velocity = a);
    put(state.firstMoment(), (p, a) -> p.firstMoment = a);
    put(state.secondMoment(), (p, a) -> p.secondMoment = a);
    empty = true;
  }

  private void put(Parameters arrays, BiConsumer<Parameter<A>, A> slot) {
    for (Parameter<A> p : trainable) {
      String name = p.spec().name();
      slot.accept(p, arrays.contains(name) ? storage.copy(arrays.get(name).data()) : null);
    }
  }
}
