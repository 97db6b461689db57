package org.initlab.core.experiment;

/**
 * One axis of a panel.
 *
 * @param min the lower end, NaN to fit the data
 * @param max the upper end, NaN to fit the data
 */
public record Axis(String label, boolean logarithmic, double min, double max) {
  public static Axis linear(String label) {
    return new Axis(label, false, Double.NaN, Double.NaN);
  }

  public static Axis logarithmic(String label) {
    return new Axis(label, true, Double.NaN, Double.NaN);
  }

  public Axis between(double min, double max) {
    return new Axis(label, logarithmic, min, max);
  }
}
