package org.initlab.backend.nativejava.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/** Linear scan: buffers whose times do not overlap get the same slot, best fitting size first. */
final class SlotAllocator {
  private final List<Integer> sizes = new ArrayList<>();
  private final TreeMap<Integer, Deque<Integer>> free = new TreeMap<>();
  private final PriorityQueue<Interval> live =
      new PriorityQueue<>(Comparator.comparingInt(interval -> interval.end));
  private final Set<Interval> succeeded = new HashSet<>();

  private SlotAllocator() {}

  /** Sets the slot of every interval and returns the size of every slot. */
  static int[] assign(List<Interval> intervals) {
    Interval[] ordered = intervals.toArray(Interval[]::new);
    Arrays.sort(ordered, Comparator.comparingInt(interval -> interval.start));
    SlotAllocator allocator = new SlotAllocator();
    for (Interval interval : ordered) allocator.place(interval);
    return allocator.sizes.stream().mapToInt(Integer::intValue).toArray();
  }

  private void place(Interval interval) {
    while (!live.isEmpty() && live.peek().end < interval.start) {
      Interval ended = live.poll();
      if (!succeeded.remove(ended)) {
        free.computeIfAbsent(sizes.get(ended.slot), size -> new ArrayDeque<>()).push(ended.slot);
      }
    }
    Interval before = interval.successorOf;
    if (before != null && succeeded.add(before)) interval.slot = before.slot;
    else interval.slot = takeFree(interval.size);
    live.add(interval);
  }

  private int takeFree(int size) {
    Map.Entry<Integer, Deque<Integer>> fitting = free.ceilingEntry(size);
    if (fitting == null) fitting = free.lastEntry();
    if (fitting == null) {
      sizes.add(size);
      return sizes.size() - 1;
    }
    int slot = fitting.getValue().pop();
    if (fitting.getValue().isEmpty()) free.remove(fitting.getKey());
    sizes.set(slot, Math.max(size, sizes.get(slot)));
    return slot;
  }
}
