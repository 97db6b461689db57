package org.initlab.backend.nativejava.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Two buffers never share a slot at the same time, and slots are shared where they can be. */
class SlotAllocatorTest {
  @Test
  void buffersThatOverlapInTimeAreApart() {
    // Seeded; the property is exact, so there is no chance of a false failure.
    SplittableRandom random = new SplittableRandom(17);
    for (int round = 0; round < 200; round++) {
      List<Interval> intervals = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int start = random.nextInt(30);
        Interval interval = new Interval(start, start + random.nextInt(8), 1 + random.nextInt(4));
        if (i > 0) interval.tryToSucceed(intervals.get(random.nextInt(i)));
        intervals.add(interval);
      }
      int[] sizes = SlotAllocator.assign(intervals);
      for (Interval a : intervals) {
        assertThat(sizes[a.slot]).isGreaterThanOrEqualTo(a.size);
        for (Interval b : intervals) {
          if (a == b || a.slot != b.slot) continue;
          boolean apart = a.end < b.start || b.end < a.start;
          boolean handedOver = b.successorOf == a || a.successorOf == b;
          assertThat(apart || handedOver)
              .as("[%d, %d] and [%d, %d]", a.start, a.end, b.start, b.end)
              .isTrue();
        }
      }
    }
  }

  @Test
  void aChainNeedsTwoSlotsOfTheLargestSizes() {
    List<Interval> chain = new ArrayList<>();
    for (int i = 0; i < 1000; i++) chain.add(new Interval(i, i + 1, i % 7 + 1));
    assertThat(SlotAllocator.assign(chain)).hasSize(2).containsOnly(7);
  }

  @Test
  void aSuccessorTakesThePlaceOnlyOnce() {
    Interval first = new Interval(0, 3, 5);
    Interval second = new Interval(3, 6, 5);
    Interval third = new Interval(3, 6, 5);
    second.tryToSucceed(first);
    third.tryToSucceed(first);
    SlotAllocator.assign(List.of(first, second, third));
    assertThat(second.slot).isEqualTo(first.slot);
    assertThat(third.slot).isNotEqualTo(first.slot);
  }

  @Test
  void anotherSizeOrTimeIsNoSuccessor() {
    Interval first = new Interval(0, 3, 5);
    Interval larger = new Interval(3, 6, 6);
    Interval later = new Interval(4, 6, 5);
    larger.tryToSucceed(first);
    later.tryToSucceed(first);
    later.tryToSucceed(null);
    assertThat(larger.successorOf).isNull();
    assertThat(later.successorOf).isNull();
  }
}
