package org.initlab.core.backend;

/**
 * Whether a backend's engine can be used on this machine.
 *
 * @param reason why not, in one line; empty if available
 * @param remedy what to do about it, in one line; empty if available
 */
public record Availability(boolean available, String reason, String remedy) {
  public static final Availability YES = new Availability(true, "", "");

  public static Availability no(String reason, String remedy) {
    return new Availability(false, reason, remedy);
  }
}
