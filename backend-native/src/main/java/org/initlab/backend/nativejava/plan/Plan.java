package org.initlab.backend.nativejava.plan;

import java.util.List;

/**
 * A network as a flat list of steps in the order of execution; running it is a loop, however deep
 * the network. Step i makes value i+1, which is the state at probe point i.
 */
public final class Plan<A> {
  private final List<Step<A>> steps;
  private final int[] sizes;
  private final int[] lastConsumer;
  private final int[] consumers;

  /**
   * @param sizes of one sample of every value, the input first
   */
  public Plan(List<Step<A>> steps, int[] sizes) {
    this.steps = List.copyOf(steps);
    this.sizes = sizes.clone();
    this.lastConsumer = new int[sizes.length];
    this.consumers = new int[sizes.length];
    markAdditions();
  }

  /**
   * A backward pass meets the last use of a value first: that one assigns the adjoint, the earlier
   * ones add to it.
   */
  private void markAdditions() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step<A> step = steps.get(i);
      for (int p = step.arity() - 1; p >= 0; p--) {
        int value = step.input(p);
        if (consumers[value]++ > 0) step.setAdds(p);
        else lastConsumer[value] = i;
      }
    }
  }

  public int length() {
    return steps.size();
  }

  public Step<A> step(int i) {
    return steps.get(i);
  }

  /** Whether steps i and i+1 can run forward as one, see {@link Step#forwardThrough}. */
  public boolean joins(int i) {
    return i + 1 < steps.size() && steps.get(i).joins(steps.get(i + 1));
  }

  /** Numbers in one sample of a value. */
  public int size(int value) {
    return sizes[value];
  }

  /** The value that is the network's output. */
  public int output() {
    return steps.size();
  }

  int lastConsumer(int value) {
    return lastConsumer[value];
  }

  /** How many inputs of steps this value is. */
  int consumers(int value) {
    return consumers[value];
  }
}
