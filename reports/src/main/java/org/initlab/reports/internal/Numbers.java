package org.initlab.reports.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers for people: rounded to significant digits, the same in every locale. */
public final class Numbers {
  /** Decimal exponents outside [LOW, HIGH) are written in scientific notation. */
  private static final int LOW = -4;

  private static final int HIGH = 6;

  private Numbers() {}

  /**
   * {@code value} rounded half-even to {@code digits} significant digits, without trailing zeros:
   * {@code 0.0123}, {@code 1.5e-7}, {@code NaN}, {@code inf}.
   */
  public static String significant(double value, int digits) {
    if (!Double.isFinite(value)) return notFinite(value);
    if (value == 0) return "0";
    BigDecimal rounded = round(value, digits).stripTrailingZeros();
    int exponent = exponent(rounded);
    if (exponent >= LOW && exponent < HIGH) return rounded.toPlainString();
    return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }

  /**
   * {@code value ± error}, the error to two significant digits and the value to the same decimal
   * place; the value alone, to {@code digits}, if the error is 0 or not finite.
   */
  public static String withError(double value, double error, int digits) {
    if (!(error > 0) || !Double.isFinite(error) || !Double.isFinite(value)) {
      return significant(value, digits);
    }
    BigDecimal e = round(error, 2);
    // An error such as exactly 1 has two digits too: 1.0.
    e = e.setScale(1 - exponent(e), RoundingMode.UNNECESSARY);
    BigDecimal v = new BigDecimal(value).setScale(e.scale(), RoundingMode.HALF_EVEN);
    int exponent = v.signum() == 0 ? exponent(e) : Math.max(exponent(v), exponent(e));
    if (exponent >= LOW && exponent < HIGH && e.scale() >= 0 && e.scale() <= 8) {
      return v.toPlainString() + " ± " + e.toPlainString();
    }
    String scale = exponent == 0 ? "" : "e" + exponent;
    return "("
        + v.movePointLeft(exponent).toPlainString()
        + " ± "
        + e.movePointLeft(exponent).toPlainString()
        + ")"
        + scale;
  }

  /** {@code value} with a fixed number of decimals. */
  public static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) return notFinite(value);
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** {@code value / 10^exponent} with a fixed number of decimals. */
  public static String mantissa(double value, int exponent, int decimals) {
    return new BigDecimal(value)
        .movePointLeft(exponent)
        .setScale(decimals, RoundingMode.HALF_EVEN)
        .toPlainString();
  }

  /** The exponent of the leading digit of {@code value} after rounding to {@code digits}. */
  public static int exponent(double value, int digits) {
    return value == 0 ? 0 : exponent(round(value, digits));
  }

  private static int exponent(BigDecimal value) {
    return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
  }

  private static BigDecimal round(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  private static String notFinite(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
  }
}
