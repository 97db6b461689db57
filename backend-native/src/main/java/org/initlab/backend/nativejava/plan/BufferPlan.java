package org.initlab.backend.nativejava.plan;

import java.util.Arrays;

/**
 * Which values share a buffer in one kind of run. A value needs its buffer from the step that makes
 * it to the last that reads it; a step that works element by element may write over an input that
 * it is the last to read. Time runs forward through steps 0..S−1, meets the objective at S and goes
 * back so that step i runs backward at 2S − i. Sizes are per sample, so one plan serves every batch
 * size.
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

  private final int[][] slots = new int[Family.values().length][];
  private final int[] slotSizes;

  <A> BufferPlan(Plan<A> plan, Request request) {
    Lifetimes<A> lifetimes = new Lifetimes<>(plan, request);
    Interval[][] byFamily = new Interval[Family.values().length][];
    for (Family family : Family.values()) {
      byFamily[family.ordinal()] = lifetimes.of(family);
    }
    slotSizes = SlotAllocator.assign(lifetimes.all());
    for (Family family : Family.values()) {
      slots[family.ordinal()] =
          Arrays.stream(byFamily[family.ordinal()])
              .mapToInt(interval -> interval == null ? NONE : interval.slot)
              .toArray();
    }
  }

  /**
   * The slot of a value, or {@link #NONE} if the run has no such buffer (the input is the host's).
   */
  int slot(Family family, int value) {
    return slots[family.ordinal()][value];
  }

  /** Numbers per sample of every slot. */
  int[] slotSizes() {
    return slotSizes;
  }
}
