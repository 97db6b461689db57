package org.initlab.cli.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What SIGINT and SIGTERM mean while this is open: whoever works is asked to keep its state and
 * stop, and the JVM, which ends then, waits until this is closed. Work that takes longer than a
 * minute to get to a state is cut off; it goes on from its last one.
 */
public final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::await, "initlab-interruption");
  private volatile boolean requested;

  private Interruption() {}

  public static Interruption open() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Whether the work shall stop. */
  public boolean requested() {
    return requested;
  }

  private void await() {
    requested = true;
    try {
      closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    // A hook can be removed only while the JVM is not ending, and then it is never run.
    if (!requested) removeHook();
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      requested = true; // the JVM began to end just now
    }
  }
}
