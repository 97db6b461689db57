package org.initlab.cli.run;

/** Work was asked to stop and did, with its state kept; the message says how to go on. */
public class InterruptedWorkException extends RuntimeException {
  public InterruptedWorkException(String message) {
    super(message);
  }
}
