package org.initlab.core.error;

/**
 * An engine, a device or a capability is not available here; the message says which, why, and the
 * remedy.
 */
public final class UnavailableException extends InitlabException {
  public UnavailableException(String message) {
    super(message, null);
  }

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public Kind kind() {
    return Kind.UNAVAILABLE;
  }
}
