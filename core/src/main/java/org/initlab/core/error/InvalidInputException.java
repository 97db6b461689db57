package org.initlab.core.error;

/** What the user gave cannot be used; the message says what was given and what is allowed. */
public final class InvalidInputException extends InitlabException {
  public InvalidInputException(String message) {
    super(message, null);
  }

  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public Kind kind() {
    return Kind.INPUT;
  }
}
