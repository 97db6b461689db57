package org.initlab.backend.nativejava.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.initlab.core.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool that loses a wake-up would hang: every test has a limit. */
@Timeout(60)
class WorkPoolTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyPartRunsOnceAndAllAreDoneOnReturn(int threads) {
    try (WorkPool pool = new WorkPool(threads)) {
      for (int round = 0; round < 3_000; round++) {
        int parts = round % 12;
        AtomicIntegerArray runs = new AtomicIntegerArray(12);
        pool.run(parts, runs::incrementAndGet);
        for (int part = 0; part < 12; part++) {
          assertThat(runs.get(part)).isEqualTo(part < parts ? 1 : 0);
        }
      }
    }
  }

  @Test
  void plainWritesOfAllPartsAreSeenByTheCaller() {
    try (WorkPool pool = new WorkPool(4)) {
      int[] values = new int[1000];
      for (int round = 1; round <= 2_000; round++) {
        int value = round;
        pool.range(
            values.length,
            1,
            (from, to) -> {
              for (int i = from; i < to; i++) values[i] += value;
            });
      }
      assertThat(values).containsOnly(2_000 * 2_001 / 2);
    }
  }

  @Test
  void partsRunAtTheSameTime() {
    try (WorkPool pool = new WorkPool(3)) {
      // Each part waits for the two others: returns only if three threads work at once.
      CountDownLatch all = new CountDownLatch(3);
      pool.run(
          3,
          part -> {
            all.countDown();
            try {
              all.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      assertThat(all.getCount()).isZero();
    }
  }

  @Test
  void rangesCoverEveryIndexAndKeepTheGrain() {
    try (WorkPool pool = new WorkPool(4)) {
      AtomicIntegerArray runs = new AtomicIntegerArray(10);
      AtomicInteger ranges = new AtomicInteger();
      pool.range(
          10,
          4,
          (from, to) -> {
            assertThat(to - from).isGreaterThanOrEqualTo(4);
            ranges.incrementAndGet();
            for (int i = from; i < to; i++) runs.incrementAndGet(i);
          });
      assertThat(ranges).hasValue(2);
      for (int i = 0; i < 10; i++) assertThat(runs.get(i)).isEqualTo(1);
      pool.range(0, 4, (from, to) -> ranges.incrementAndGet());
      assertThat(ranges).hasValue(2);
    }
  }

  @Test
  void aFailureReachesTheCallerAndThePoolWorksOn() {
    try (WorkPool pool = new WorkPool(2)) {
      assertThatThrownBy(
              () ->
                  pool.run(
                      8,
                      part -> {
                        if (part == 5) throw new IllegalArgumentException("part 5");
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("part 5");
      AtomicInteger runs = new AtomicInteger();
      pool.run(8, part -> runs.incrementAndGet());
      assertThat(runs).hasValue(8);
    }
  }

  @Test
  void aForkWithinAPartDoesNotDeadlock() {
    try (WorkPool pool = new WorkPool(2)) {
      AtomicInteger runs = new AtomicInteger();
      pool.run(4, outer -> pool.run(4, inner -> runs.incrementAndGet()));
      assertThat(runs).hasValue(16);
    }
  }

  @Test
  void closingEndsTheThreadsAndRefusesWork() {
    int before = threadsOfPools();
    WorkPool pool = new WorkPool(3);
    assertThat(threadsOfPools()).isEqualTo(before + 2);
    pool.close();
    pool.close();
    assertThat(threadsOfPools()).isEqualTo(before);
    assertThatThrownBy(() -> pool.run(1, part -> {})).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPoolHasAtLeastOneThread() {
    assertThatThrownBy(() -> new WorkPool(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("threads must be at least 1, was 0");
  }

  private static int threadsOfPools() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("initlab-native-"))
            .count();
  }
}
