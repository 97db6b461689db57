package org.initlab.backend.nativejava.plan;

/** The time in which one buffer's content is needed, both ends included, and where it then lies. */
final class Interval {
  final int start;
  final int end;
  final int size;

  /**
   * An interval ending as this one starts whose place may be written over; null if there is none.
   */
  Interval successorOf;

  int slot = BufferPlan.NONE;

  Interval(int start, int end, int size) {
    this.start = start;
    this.end = end;
    this.size = size;
  }

  /** Lets this content be written over that one, if the times and sizes allow it. */
  void tryToSucceed(Interval other) {
    if (other != null && other.end == start && other.size == size) successorOf = other;
  }
}
