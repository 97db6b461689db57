package org.initlab.cli;

import org.initlab.core.error.InitlabException;

/** What the process says to a script when it ends. */
public final class ExitCode {
  /** Done, and every check passed. */
  public static final int OK = 0;

  /** A check or a validation failed. */
  public static final int CHECK_FAILED = 1;

  /** Bad usage or bad input. */
  public static final int BAD_INPUT = 2;

  /** An engine or a device is not available. */
  public static final int UNAVAILABLE = 3;

  /** Interrupted; the JVM itself ends so on SIGINT, and the shell calls it so. */
  public static final int INTERRUPTED = 130;

  /** A defect of initlab or of an engine. */
  public static final int DEFECT = 70;

  private ExitCode() {}

  public static int of(InitlabException e) {
    return e.kind() == InitlabException.Kind.UNAVAILABLE ? UNAVAILABLE : BAD_INPUT;
  }
}
