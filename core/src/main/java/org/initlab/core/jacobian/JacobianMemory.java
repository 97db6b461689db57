package org.initlab.core.jacobian;

import java.util.Locale;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Network;
import org.initlab.core.network.ProbePoint;

/** What a whole Jacobian takes of the heap. */
public final class JacobianMemory {
  /** The matrix and the copy that its decomposition works on. */
  private static final int COPIES = 2;

  /** What the states and adjoints of one block of vector-Jacobian products may take. */
  private static final long BLOCK_BYTES = 1L << 28;

  private JacobianMemory() {}

  /** Bytes for the m×n Jacobian of {@code network} and all its singular values. */
  public static long required(Network network) {
    long entries = (long) network.output().size() * network.input().size();
    return Math.multiplyExact(entries, COPIES * Double.BYTES);
  }

  /** Bytes that this virtual machine can still give. */
  public static long available() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }

  /**
   * @param bytes that may be used
   * @throws InvalidInputException if the Jacobian needs more, or more entries than an array can
   *     have; the message says how much and what to do instead
   */
  public static void require(Network network, long bytes) {
    long required = required(network);
    boolean indexable = required / (COPIES * Double.BYTES) <= Integer.MAX_VALUE;
    if (required <= bytes && indexable) return;
    throw new InvalidInputException(
        "the Jacobian of network '"
            + network.name()
            + "' is "
            + network.output().size()
            + "×"
            + network.input().size()
            + ": all its singular values need "
            + gibibytes(required)
            + (indexable
                ? " and " + gibibytes(bytes) + " are free"
                : ", more than an array can hold")
            + "; method lanczos computes the extreme ones from products alone");
  }

  /** How many samples fit into one block of vector-Jacobian products, at least 1. */
  static int block(Network network) {
    long perSample = 0;
    for (ProbePoint p : network.probePoints()) perSample += 2L * Double.BYTES * p.shape().size();
    long block = BLOCK_BYTES / Math.max(1, perSample);
    return (int) Math.max(1, Math.min(block, network.output().size()));
  }

  private static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.3g GiB", bytes / (double) (1L << 30));
  }
}
