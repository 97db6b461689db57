package org.initlab.backend.nativejava.plan;

/**
 * When every step runs. Time runs forward through steps 0..S−1 and meets the objective at S. Then,
 * from the last segment to the first, the steps of the segment run forward again as far as their
 * outputs are needed (but those of the last segment, whose values are still there), and backward.
 */
final class Schedule<A> {
  static final int NEVER = -1;

  private final Segments segments;
  private final boolean[] checkpoint;
  private final int[] again;
  private final int[] backward;
  private final int end;

  Schedule(Plan<A> plan, Reads<A> reads, Segments segments) {
    int steps = plan.length();
    this.segments = segments;
    this.checkpoint = new boolean[steps + 1];
    this.again = new int[steps];
    this.backward = new int[steps];
    checkpoint[0] = true; // the input is there throughout
    for (int i = 0; i < steps; i++) {
      int segment = segments.of(i);
      reads.forward(i, root -> checkpoint[root] |= root == 0 || segments.of(root - 1) < segment);
    }
    boolean[] repeated = repeated(plan, reads);
    int time = steps;
    for (int stop = steps; stop > 0; stop = segments.start(stop - 1)) {
      int start = segments.start(stop - 1);
      for (int i = start; i < stop; i++) again[i] = repeated[i] ? ++time : NEVER;
      for (int i = stop - 1; i >= start; i--) backward[i] = ++time;
    }
    this.end = time + 1;
  }

  private boolean[] repeated(Plan<A> plan, Reads<A> reads) {
    boolean[] needed = new boolean[plan.length() + 1];
    boolean[] repeated = new boolean[plan.length()];
    for (int i = 0; i < repeated.length; i++) reads.backward(i, root -> needed[root] = true);
    for (int i = repeated.length - 1; i >= 0; i--) {
      int output = i + 1;
      repeated[i] = reads.isRoot(output) && needed[output] && !stays(output);
      if (repeated[i]) reads.forward(i, root -> needed[root] = true);
    }
    return repeated;
  }

  /** Whether a value is kept from when it is first made until it is last read. */
  boolean stays(int root) {
    return checkpoint[root] || segments.inLast(root - 1);
  }

  /** When a step runs forward for the second time, or {@link #NEVER}. */
  int again(int step) {
    return again[step];
  }

  int backward(int step) {
    return backward[step];
  }

  /** When all is done. */
  int end() {
    return end;
  }
}
