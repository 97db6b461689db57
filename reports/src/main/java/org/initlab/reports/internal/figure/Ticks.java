package org.initlab.reports.internal.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Where an axis has its ticks and what they say. */
final class Ticks {
  /** Powers of ten from 10^LOW to 10^HIGH are written out. */
  private static final int LOW = -2;

  private static final int HIGH = 3;

  private Ticks() {}

  /**
   * Round values at steps of 1, 2 or 5 times a power of ten.
   *
   * @param most the largest number of ticks
   * @param integers whether values between integers make no sense
   */
  static List<Tick> linear(double min, double max, int most, boolean integers) {
    int exponent = (int) Math.floor(Math.log10((max - min) / Math.max(1, most))) - 1;
    for (int i = 0; ; i++) {
      BigDecimal step =
          BigDecimal.valueOf(new int[] {1, 2, 5}[i % 3]).scaleByPowerOfTen(exponent + i / 3);
      if (integers && step.compareTo(BigDecimal.ONE) < 0) continue;
      List<BigDecimal> values = multiples(step, min, max);
      if (values.size() <= most) return labelled(values, step, min, max);
    }
  }

  private static List<BigDecimal> multiples(BigDecimal step, double min, double max) {
    // A bound that is a multiple up to rounding counts as one.
    double slack = 1e-9 * (max - min);
    BigDecimal first =
        new BigDecimal(min - slack).divide(step, 0, RoundingMode.CEILING).multiply(step);
    List<BigDecimal> values = new ArrayList<>();
    for (BigDecimal v = first; v.doubleValue() <= max + slack; v = v.add(step)) values.add(v);
    return values;
  }

  private static List<Tick> labelled(
      List<BigDecimal> values, BigDecimal step, double min, double max) {
    double largest = Math.max(Math.abs(min), Math.abs(max));
    int stepExponent = step.precision() - step.scale() - 1;
    boolean scientific = largest >= 1e5 || stepExponent < -4;
    int exponent = scientific ? (int) Math.floor(Math.log10(largest)) : 0;
    int decimals = Math.max(0, exponent - stepExponent);
    List<Tick> ticks = new ArrayList<>();
    for (BigDecimal v : values) {
      String label =
          v.movePointLeft(exponent).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
      if (v.signum() == 0) label = "0";
      else if (scientific) label += "×10^{" + exponent + "}";
      ticks.add(new Tick(v.doubleValue(), label.replace('-', '−').replace("{−", "{-")));
    }
    return ticks;
  }

  /**
   * Powers of ten, with the other multiples as minor ticks; where the axis holds fewer than two
   * powers, 1, 2 and 5 of each decade, or round values if even those are too few.
   *
   * @param most the largest number of labels
   */
  static List<Tick> logarithmic(double min, double max, int most) {
    int from = (int) Math.ceil(Math.log10(min) - 1e-9);
    int to = (int) Math.floor(Math.log10(max) + 1e-9);
    if (to - from + 1 >= 2) return decades(min, max, from, to, most);
    List<Tick> ticks = oneTwoFive(min, max);
    return ticks.stream().filter(Tick::isMajor).count() >= 3
        ? ticks
        : linear(min, max, Math.min(most, 5), false);
  }

  private static List<Tick> decades(double min, double max, int from, int to, int most) {
    int step = 1;
    while ((to - from) / step + 1 > most) step++;
    boolean plain = from >= LOW && to <= HIGH;
    List<Tick> ticks = new ArrayList<>();
    for (int e = from - 1; e <= to; e++) {
      boolean labelled = e >= from && Math.floorMod(e, step) == 0;
      String label = plain ? plain(1, e) : "10^{" + e + "}";
      double power = Double.parseDouble("1e" + e);
      if (power >= min * (1 - 1e-9)) ticks.add(new Tick(power, labelled ? label : ""));
      for (int m = 2; m < 10 && step == 1 && to - from <= 8; m++) {
        double v = m * power;
        if (v >= min && v <= max) ticks.add(new Tick(v, ""));
      }
    }
    return ticks;
  }

  private static List<Tick> oneTwoFive(double min, double max) {
    List<Tick> ticks = new ArrayList<>();
    for (int e = (int) Math.floor(Math.log10(min)); e <= (int) Math.floor(Math.log10(max)); e++) {
      for (int m = 1; m < 10; m++) {
        double v = m * Double.parseDouble("1e" + e);
        if (v < min * (1 - 1e-9) || v > max * (1 + 1e-9)) continue;
        boolean major = m == 1 || m == 2 || m == 5;
        String label = e >= LOW && e < HIGH ? plain(m, e) : m + "×10^{" + e + "}";
        ticks.add(new Tick(v, major ? label : ""));
      }
    }
    return ticks;
  }

  private static String plain(int mantissa, int exponent) {
    return BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent).toPlainString();
  }
}
