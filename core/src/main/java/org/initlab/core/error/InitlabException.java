package org.initlab.core.error;

/**
 * A failure that a user can act on. Its message is one line that names the thing, what was given
 * and what is allowed; its {@link Kind} decides the exit code of the command line.
 */
public abstract class InitlabException extends RuntimeException {
  /** What went wrong, as the exit codes of the command line tell it apart. */
  public enum Kind {
    /** Bad usage or bad input. */
    INPUT,
    /** An engine, a device or a capability of an engine is not available. */
    UNAVAILABLE
  }

  protected InitlabException(String message, Throwable cause) {
    super(message, cause);
  }

  public abstract Kind kind();
}
