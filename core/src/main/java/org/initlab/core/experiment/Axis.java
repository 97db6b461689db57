package org.initlab.core.experiment;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One axis of a panel.
 *
 * @param min the lower end, NaN to fit the data
 * @param max the upper end, NaN to fit the data
 * @param marks what is written along it, for example names of categories; empty for round numbers
 */
public record Axis(String label, boolean logarithmic, double min, double max, List<Mark> marks) {
  /** A place on an axis and what is written there. */
  public record Mark(double at, String label) {}

  public Axis {
    // Results that were written before there were marks have none.
    marks = marks == null ? List.of() : List.copyOf(marks);
  }

  public Axis(String label, boolean logarithmic, double min, double max) {
    this(label, logarithmic, min, max, List.of());
  }

  public static Axis linear(String label) {
    return new Axis(label, false, Double.NaN, Double.NaN);
  }

  public static Axis logarithmic(String label) {
    return new Axis(label, true, Double.NaN, Double.NaN);
  }

  /** One place for each name, at 0, 1, …, with half a place before the first and after the last. */
  public static Axis categories(String label, List<String> names) {
    List<Mark> marks =
        DoubleStream.iterate(0, i -> i < names.size(), i -> i + 1)
            .mapToObj(i -> new Mark(i, names.get((int) i)))
            .toList();
    return new Axis(label, false, -0.5, names.size() - 0.5, marks);
  }

  public Axis between(double min, double max) {
    return new Axis(label, logarithmic, min, max, marks);
  }

  /** Marked at these values instead of round ones. */
  public Axis markedAt(double... values) {
    List<Mark> marks =
        DoubleStream.of(values)
            .mapToObj(v -> new Mark(v, BigDecimal.valueOf(v).stripTrailingZeros().toPlainString()))
            .toList();
    return new Axis(label, logarithmic, min, max, marks);
  }
}
