package org.initlab.backend.nativejava.plan;

import java.util.ArrayList;
import java.util.List;
import org.initlab.backend.nativejava.plan.BufferPlan.Family;

/**
 * When the buffers of every value are needed in one kind of run; times are {@link BufferPlan}'s.
 */
final class Lifetimes<A> {
  private final Plan<A> plan;
  private final Request request;
  private final int last;
  private final List<Interval> all = new ArrayList<>();

  Lifetimes(Plan<A> plan, Request request) {
    this.plan = plan;
    this.request = request;
    this.last = plan.length();
  }

  /** Every interval made so far, each once. */
  List<Interval> all() {
    return all;
  }

  /** The intervals of one family by value; views share one, null where no buffer is needed. */
  Interval[] of(Family family) {
    return switch (family) {
      case STATE -> forward(true);
      case TANGENT -> request.tangent() ? forward(false) : new Interval[last + 1];
      case ADJOINT -> request.backward() ? backward() : new Interval[last + 1];
      case ADJOINT_TANGENT -> request.tangent() ? backward() : new Interval[last + 1];
    };
  }

  private Interval[] forward(boolean inputIsHosts) {
    int[] roots = new int[last + 1];
    int[] ends = new int[last + 1];
    for (int v = 0; v <= last; v++) {
      roots[v] = v > 0 && plan.step(v - 1).view() ? roots[plan.step(v - 1).input()] : v;
      if (v > 0) noteReads(v - 1, roots, ends);
    }
    ends[roots[last]] = Math.max(ends[roots[last]], last);
    Interval[] intervals = new Interval[last + 1];
    for (int v = 0; v <= last; v++) {
      if (roots[v] != v) intervals[v] = intervals[roots[v]];
      else if (v > 0 || !inputIsHosts) intervals[v] = add(v - 1, ends[v], plan.size(v));
    }
    for (int i = 0; i < last; i++) {
      Step<A> step = plan.step(i);
      if (!step.elementwise()) continue;
      for (int p = 0; p < step.arity(); p++) {
        intervals[i + 1].tryToSucceed(intervals[step.input(p)]);
      }
    }
    return intervals;
  }

  private void noteReads(int i, int[] roots, int[] ends) {
    Step<A> step = plan.step(i);
    boolean readsInput = request.backward() && step.readsInput(request);
    for (int p = 0; p < step.arity(); p++) {
      int root = roots[step.input(p)];
      ends[root] = Math.max(ends[root], readsInput ? backwardTime(i) : i);
    }
    int out = roots[i + 1];
    boolean readsOutput = request.backward() && step.readsOutput(request);
    ends[out] = Math.max(ends[out], readsOutput ? backwardTime(i) : i);
  }

  private Interval[] backward() {
    int[] roots = new int[last + 1];
    int[] starts = new int[last + 1];
    int[] ends = new int[last + 1];
    for (int v = 0; v <= last; v++) {
      starts[v] = v == last ? last : backwardTime(plan.lastConsumer(v));
      ends[v] = v == 0 ? 2 * last + 1 : backwardTime(v - 1);
    }
    boolean[] wanted = new boolean[last + 1];
    for (int v = 0; v <= last; v++) {
      roots[v] = v;
      if (v > 0 && plan.step(v - 1).view()) {
        int in = plan.step(v - 1).input();
        // Where the input has other uses too, its adjoint is a sum and not that of this view.
        if (plan.consumers(in) == 1) roots[v] = roots[in];
      }
      if (v > 0 || request.input()) {
        wanted[roots[v]] = true;
        starts[roots[v]] = Math.min(starts[roots[v]], starts[v]);
      }
    }
    Interval[] intervals = new Interval[last + 1];
    for (int v = 0; v <= last; v++) {
      if (roots[v] != v) intervals[v] = intervals[roots[v]];
      else if (wanted[v]) intervals[v] = add(starts[v], ends[v], plan.size(v));
    }
    for (int i = 0; i < last; i++) {
      Step<A> step = plan.step(i);
      boolean mayShare = step.elementwise() && step.arity() == 1 && !step.adds(0);
      if (mayShare && intervals[step.input()] != null) {
        intervals[step.input()].tryToSucceed(intervals[i + 1]);
      }
    }
    return intervals;
  }

  private int backwardTime(int step) {
    return 2 * last - step;
  }

  private Interval add(int start, int end, int size) {
    Interval interval = new Interval(start, end, size);
    all.add(interval);
    return interval;
  }
}
