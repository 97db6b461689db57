package org.initlab.backend.nativejava.plan;

import java.util.Arrays;

/**
 * Which values share a buffer in one kind of run. A value needs its buffer from the step that makes
 * it to the last that reads it, by a {@link Schedule}'s times; a step that works element by element
 * may write over an input that it is the last to read. Sizes are per sample, so one plan serves
 * every batch size.
 */
final class BufferPlan {
  /** What a buffer holds of a value. */
  enum Family {
    STATE,
    TANGENT,
    ADJOINT,
    ADJOINT_TANGENT
  }

  static final int NONE = -1;

  private final int[][] first = new int[Family.values().length][];
  private final int[][] again = new int[Family.values().length][];
  private final int[] slotSizes;

  <A> BufferPlan(Plan<A> plan, Request request, Segments segments) {
    Lifetimes<A> lifetimes = new Lifetimes<>(plan, request, segments);
    Lifetimes.OfFamily[] byFamily = new Lifetimes.OfFamily[Family.values().length];
    for (Family family : Family.values()) {
      byFamily[family.ordinal()] = lifetimes.of(family);
    }
    slotSizes = SlotAllocator.assign(lifetimes.all());
    for (Family family : Family.values()) {
      Lifetimes.OfFamily intervals = byFamily[family.ordinal()];
      first[family.ordinal()] = slots(intervals.first());
      again[family.ordinal()] = slots(intervals.again());
    }
  }

  private static int[] slots(Interval[] intervals) {
    return Arrays.stream(intervals)
        .mapToInt(interval -> interval == null ? NONE : interval.slot)
        .toArray();
  }

  /**
   * The slot of a value, or {@link #NONE} if the run has no such buffer (the input is the host's).
   */
  int slot(Family family, int value) {
    return first[family.ordinal()][value];
  }

  /** The slot of a value that is computed again, or {@link #NONE} if it is not. */
  int slotAgain(Family family, int value) {
    return again[family.ordinal()][value];
  }

  /** Numbers per sample of every slot. */
  int[] slotSizes() {
    return slotSizes;
  }
}
