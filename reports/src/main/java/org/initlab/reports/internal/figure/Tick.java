package org.initlab.reports.internal.figure;

/**
 * A mark on an axis.
 *
 * @param label empty for a minor tick
 */
record Tick(double value, String label) {
  boolean isMajor() {
    return !label.isEmpty();
  }
}
