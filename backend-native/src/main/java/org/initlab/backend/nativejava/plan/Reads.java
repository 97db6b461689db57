package org.initlab.backend.nativejava.plan;

import java.util.function.IntConsumer;

/**
 * Which values the steps of one kind of run read. Views are other names of their input: all are
 * spoken of by their root, the value that has a buffer of its own.
 */
final class Reads<A> {
  private final Plan<A> plan;
  private final Request request;
  private final int[] roots;

  Reads(Plan<A> plan, Request request) {
    this.plan = plan;
    this.request = request;
    this.roots = new int[plan.length() + 1];
    for (int v = 1; v < roots.length; v++) {
      roots[v] = plan.step(v - 1).view() ? roots[plan.step(v - 1).input()] : v;
    }
  }

  int root(int value) {
    return roots[value];
  }

  boolean isRoot(int value) {
    return roots[value] == value;
  }

  /** The roots that step i reads on its way forward. */
  void forward(int i, IntConsumer use) {
    Step<A> step = plan.step(i);
    for (int p = 0; p < step.arity(); p++) use.accept(roots[step.input(p)]);
  }

  /** The roots that step i reads on its way back, its output among them. */
  void backward(int i, IntConsumer use) {
    if (!request.backward()) return;
    Step<A> step = plan.step(i);
    if (step.readsInput(request)) forward(i, use);
    if (step.readsOutput(request)) use.accept(roots[step.output()]);
  }
}
