package org.initlab.reports.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void significantDigits() {
    assertThat(Numbers.significant(0, 4)).isEqualTo("0");
    assertThat(Numbers.significant(1, 4)).isEqualTo("1");
    assertThat(Numbers.significant(-12345.678, 4)).isEqualTo("-12350");
    assertThat(Numbers.significant(0.000123456, 3)).isEqualTo("0.000123");
    assertThat(Numbers.significant(0.0000123456, 3)).isEqualTo("1.23e-5");
    assertThat(Numbers.significant(999999.9, 3)).isEqualTo("1e6");
    assertThat(Numbers.significant(6.02214076e23, 4)).isEqualTo("6.022e23");
    assertThat(Numbers.significant(Double.NEGATIVE_INFINITY, 4)).isEqualTo("-inf");
  }

  @Test
  void theErrorHasTwoDigitsAndTheValueEndsAtTheSamePlace() {
    assertThat(Numbers.withError(0.123456, 0.00123, 6)).isEqualTo("0.1235 ± 0.0012");
    assertThat(Numbers.withError(1.000312, 0.00042, 6)).isEqualTo("1.00031 ± 0.00042");
    assertThat(Numbers.withError(1.7321, 1, 6)).isEqualTo("1.7 ± 1.0");
    assertThat(Numbers.withError(250, 100, 6)).isEqualTo("(2.5 ± 1.0)e2");
    assertThat(Numbers.withError(12.3, 4.5, 6)).isEqualTo("12.3 ± 4.5");
    assertThat(Numbers.withError(1.23456e-9, 1.2e-11, 6)).isEqualTo("(1.235 ± 0.012)e-9");
    assertThat(Numbers.withError(123456, 789, 6)).isEqualTo("(1.2346 ± 0.0079)e5");
    assertThat(Numbers.withError(0, 1e-9, 6)).isEqualTo("(0.0 ± 1.0)e-9");
    assertThat(Numbers.withError(1.5, 0, 6)).isEqualTo("1.5");
    assertThat(Numbers.withError(1.5, Double.NaN, 6)).isEqualTo("1.5");
  }

  @Test
  void exponentsAreThoseAfterRounding() {
    assertThat(Numbers.exponent(9.996, 3)).isEqualTo(1);
    assertThat(Numbers.exponent(0.00123, 3)).isEqualTo(-3);
    assertThat(Numbers.exponent(0, 3)).isZero();
  }
}
