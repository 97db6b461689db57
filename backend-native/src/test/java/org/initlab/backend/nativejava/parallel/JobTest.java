package org.initlab.backend.nativejava.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobTest {
  @Test
  void aThreadClaimsItsOwnShareFirstAndThenTheOthers() {
    List<Integer> order = new ArrayList<>();
    Job job = new Job(7, 3, order::add);
    job.work(1);
    // Shares are 0–1, 2–3 and 4–6.
    assertThat(order).containsExactly(2, 3, 4, 5, 6, 0, 1);
    assertThat(job.hasParts()).isFalse();
  }

  @Test
  void fewerPartsThanThreadsAreAllClaimed() {
    for (int thread = 0; thread < 5; thread++) {
      List<Integer> order = new ArrayList<>();
      Job job = new Job(2, 5, order::add);
      assertThat(job.hasParts()).isTrue();
      job.work(thread);
      assertThat(order).containsExactlyInAnyOrder(0, 1);
      assertThat(job.hasParts()).isFalse();
    }
  }
}
