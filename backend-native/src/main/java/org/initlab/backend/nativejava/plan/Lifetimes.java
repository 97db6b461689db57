package org.initlab.backend.nativejava.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** When the buffers of every value are needed in one kind of run, by a {@link Schedule}'s times. */
final class Lifetimes<A> {
  private final Plan<A> plan;
  private final Request request;
  private final Schedule<A> schedule;
  private final Reads<A> reads;
  private final int last;
  private final List<Interval> all = new ArrayList<>();

  Lifetimes(Plan<A> plan, Request request, Segments segments) {
    this.plan = plan;
    this.request = request;
    this.reads = new Reads<>(plan, request);
    this.schedule = new Schedule<>(plan, reads, segments);
    this.last = plan.length();
  }

  /**
   * The intervals of one family by value; views share one, null where no buffer is needed.
   *
   * @param first of values as they are first made
   * @param again of those that are computed a second time
   */
  record OfFamily(Interval[] first, Interval[] again) {}

  /** Every interval made so far, each once. */
  List<Interval> all() {
    return all;
  }

  OfFamily of(BufferPlan.Family family) {
    return switch (family) {
      case STATE -> forward(true);
      case TANGENT -> request.tangent() ? forward(false) : none();
      case ADJOINT -> request.backward() ? backward() : none();
      case ADJOINT_TANGENT -> request.tangent() ? backward() : none();
    };
  }

  private OfFamily none() {
    return new OfFamily(new Interval[last + 1], new Interval[last + 1]);
  }

  private OfFamily forward(boolean states) {
    int[] ends = new int[last + 1];
    int[] endsAgain = new int[last + 1];
    Arrays.fill(endsAgain, Schedule.NEVER);
    for (int i = 0; i < last; i++) {
      int step = i;
      // A step that also does the next one's work writes that one's output while it still reads.
      int end = plan.joins(i) ? i + 1 : i;
      reads.forward(i, root -> ends[root] = Math.max(ends[root], end));
      ends[reads.root(i + 1)] = Math.max(ends[reads.root(i + 1)], i);
      if (schedule.again(i) != Schedule.NEVER) {
        reads.forward(i, root -> use(root, schedule.again(step), ends, endsAgain));
        use(i + 1, schedule.again(i), ends, endsAgain);
      }
      reads.backward(i, root -> use(root, schedule.backward(step), ends, endsAgain));
    }
    use(reads.root(last), last, ends, endsAgain);
    OfFamily intervals = none();
    for (int v = 0; v <= last; v++) {
      int root = reads.root(v);
      if (root != v) {
        intervals.first[v] = intervals.first[root];
        intervals.again[v] = intervals.again[root];
        continue;
      }
      if (v > 0 || !states) intervals.first[v] = add(v - 1, ends[v], plan.size(v));
      if (endsAgain[v] == Schedule.NEVER) continue;
      intervals.again[v] = add(schedule.again(v - 1), endsAgain[v], plan.size(v));
    }
    shareForward(intervals, states);
    return intervals;
  }

  private void use(int root, int time, int[] ends, int[] endsAgain) {
    int[] which = schedule.stays(root) ? ends : endsAgain;
    which[root] = Math.max(which[root], time);
  }

  private void shareForward(OfFamily intervals, boolean states) {
    for (int i = 0; i < last; i++) {
      Step<A> step = plan.step(i);
      if (!step.elementwise()) continue;
      // The step's tangent comes after its output is written, and may read the input's state.
      if (states && request.tangent() && step.readsInput(request)) continue;
      for (int p = 0; p < step.arity(); p++) {
        Interval first = intervals.first[step.input(p)];
        intervals.first[i + 1].tryToSucceed(first);
        if (schedule.again(i) == Schedule.NEVER) continue;
        Interval again = intervals.again[step.input(p)];
        intervals.again[i + 1].tryToSucceed(again == null ? first : again);
      }
    }
  }

  private OfFamily backward() {
    int[] roots = new int[last + 1];
    int[] starts = new int[last + 1];
    int[] ends = new int[last + 1];
    for (int v = 0; v <= last; v++) {
      starts[v] = v == last ? last : schedule.backward(plan.lastConsumer(v));
      ends[v] = v == 0 ? schedule.end() : schedule.backward(v - 1);
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
    OfFamily intervals = none();
    for (int v = 0; v <= last; v++) {
      if (roots[v] != v) intervals.first[v] = intervals.first[roots[v]];
      else if (wanted[v]) intervals.first[v] = add(starts[v], ends[v], plan.size(v));
    }
    for (int i = 0; i < last; i++) {
      Step<A> step = plan.step(i);
      boolean mayShare = step.elementwise() && step.arity() == 1 && !step.adds(0);
      if (mayShare && intervals.first[step.input()] != null) {
        intervals.first[step.input()].tryToSucceed(intervals.first[i + 1]);
      }
    }
    return intervals;
  }

  private Interval add(int start, int end, int size) {
    Interval interval = new Interval(start, end, size);
    all.add(interval);
    return interval;
  }
}
