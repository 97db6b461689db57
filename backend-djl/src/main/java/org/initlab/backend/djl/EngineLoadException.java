package org.initlab.backend.djl;

/** An engine that cannot be loaded: the reason is the message, and what to do about it. */
public final class EngineLoadException extends Exception {
  private final String remedy;

  public EngineLoadException(String reason, String remedy, Throwable cause) {
    super(reason, cause);
    this.remedy = remedy;
  }

  /** What the user can do, in one line. */
  public String remedy() {
    return remedy;
  }
}
