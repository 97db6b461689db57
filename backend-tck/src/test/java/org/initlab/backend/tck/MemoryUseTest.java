package org.initlab.backend.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The memory rule sees a leak on the heap and one outside it, and no leak in an untouched heap. */
class MemoryUseTest {
  private static final long MIB = 1 << 20;
  private static final Rule RULE = new Rule("8.4", 1);

  @Test
  void aLeakOnTheHeapFails() {
    MemoryUse before = new MemoryUse(100 * MIB, 400 * MIB, 500 * MIB);
    MemoryUse after = new MemoryUse(400 * MIB, 600 * MIB, 700 * MIB);
    assertThatThrownBy(() -> after.requireNoGrowth(RULE, "cycles", before, 1000 * MIB))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("rule 8.4: cycles: the Java heap grew by " + 300 * MIB);
  }

  @Test
  void aLeakOutsideTheHeapFails() {
    MemoryUse before = new MemoryUse(100 * MIB, 400 * MIB, 500 * MIB);
    MemoryUse after = new MemoryUse(100 * MIB, 400 * MIB, 1500 * MIB);
    assertThatThrownBy(() -> after.requireNoGrowth(RULE, "cycles", before, 1000 * MIB))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("rule 8.4: cycles: memory outside the heap grew by " + 700 * MIB);
  }

  @Test
  void pagesOfTheHeapThatAreTouchedLateAreNoLeak() {
    MemoryUse before = new MemoryUse(100 * MIB, 400 * MIB, 500 * MIB);
    MemoryUse after = new MemoryUse(110 * MIB, 400 * MIB, 800 * MIB);
    assertThatCode(() -> after.requireNoGrowth(RULE, "cycles", before, 100 * MIB))
        .doesNotThrowAnyException();
  }

  @Test
  void residentSizeIsInBytesAndHoldsTheLiveHeap() {
    byte[] live = new byte[(int) (64 * MIB)];
    Arrays.fill(live, (byte) 1);
    MemoryUse now = MemoryUse.now();
    assumeThat(now.resident()).as("resident size of this system").isNotNegative();
    assertThat(now.heapUsed()).isGreaterThan(64 * MIB);
    assertThat(now.resident()).isGreaterThan(now.heapUsed());
    assertThat(live[live.length - 1]).isEqualTo((byte) 1);
  }
}
