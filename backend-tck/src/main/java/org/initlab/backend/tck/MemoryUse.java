package org.initlab.backend.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the process holds after a garbage collection.
 *
 * @param heapUsed live bytes on the Java heap
 * @param heapCommitted bytes of the heap, touched or not
 * @param resident resident bytes of the whole process, or −1 where the system does not say
 */
record MemoryUse(long heapUsed, long heapCommitted, long resident) {
  private static final Path STATUS = Path.of("/proc/self/status");

  static MemoryUse now() {
    System.gc();
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new MemoryUse(heap.getUsed(), heap.getCommitted(), residentBytes());
  }

  /**
   * Requires that less than a quarter of {@code leakable} bytes, what would be held if nothing were
   * freed, was added since {@code before}. The resident size may grow besides by the pages of the
   * heap that {@code before} had not touched yet.
   */
  void requireNoGrowth(Rule rule, String what, MemoryUse before, long leakable) {
    long heapGrowth = heapUsed - before.heapUsed;
    rule.require(
        heapGrowth < leakable / 4,
        what + ": the Java heap grew by " + heapGrowth + " bytes, all of it were " + leakable);
    if (resident < 0) return;
    long untouched = Math.max(0, Math.max(heapCommitted, before.heapCommitted) - before.heapUsed);
    long growth = resident - before.resident - untouched;
    rule.require(
        growth < leakable / 4,
        what
            + ": memory outside the heap grew by "
            + growth
            + " bytes, all of it were "
            + leakable);
  }

  private static long residentBytes() {
    if (!Files.isReadable(STATUS)) return -1;
    try {
      for (String line : Files.readAllLines(STATUS, StandardCharsets.US_ASCII)) {
        // VmRSS:     123456 kB
        if (line.startsWith("VmRSS:")) return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
