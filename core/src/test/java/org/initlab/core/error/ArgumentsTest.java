package org.initlab.core.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  @Test
  void goodValuesPassThrough() {
    assertThat(Arguments.positive("n", 1)).isEqualTo(1);
    assertThat(Arguments.notNegative("n", 0)).isZero();
    assertThat(Arguments.notNegative("n", 7)).isEqualTo(7);
    assertThat(Arguments.positive("x", Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
    assertThat(Arguments.notNegative("x", 0.0)).isZero();
    assertThat(Arguments.notNegative("x", 2.5)).isEqualTo(2.5);
    assertThat(Arguments.finite("x", -Double.MAX_VALUE)).isEqualTo(-Double.MAX_VALUE);
    assertThat(Arguments.notBlank("s", " a ")).isEqualTo(" a ");
  }

  @Test
  void countsAreRefusedByName() {
    assertThatThrownBy(() -> Arguments.positive("n", 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("n must be at least 1, was 0");
    assertThatThrownBy(() -> Arguments.notNegative("n", -1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("n must not be negative, was -1");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void positiveRefuses(double x) {
    assertThatThrownBy(() -> Arguments.positive("x", x))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("x must be positive and finite, was " + x);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY})
  void notNegativeRefuses(double x) {
    assertThatThrownBy(() -> Arguments.notNegative("x", x))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("x must be finite and not negative, was " + x);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void finiteRefuses(double x) {
    assertThatThrownBy(() -> Arguments.finite("x", x))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("x must be finite, was " + x);
  }

  @Test
  void blankAndNullTextAreRefused() {
    for (String s : new String[] {null, "", " \t"}) {
      assertThatThrownBy(() -> Arguments.notBlank("s", s))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("s must not be empty");
    }
  }

  @Test
  void unknownNamesAreAnsweredWithTheAllowedOnesAndTheNearest() {
    List<String> allowed = List.of("native", "pytorch");
    assertThat(Arguments.unknown("backend", "pytroch", allowed))
        .hasMessage(
            "backend 'pytroch' is unknown; did you mean 'pytorch'? (allowed: native, pytorch)");
    assertThat(Arguments.unknown("backend", "jax", allowed))
        .hasMessage("backend 'jax' is unknown (allowed: native, pytorch)");
  }

  @Test
  void exceptionsKnowTheirKindAndCause() {
    Exception cause = new IllegalStateException("c");
    assertThat(new InvalidInputException("m").kind()).isEqualTo(InitlabException.Kind.INPUT);
    assertThat(new InvalidInputException("m", cause)).hasMessage("m").hasCause(cause);
    assertThat(new UnavailableException("m").kind()).isEqualTo(InitlabException.Kind.UNAVAILABLE);
    assertThat(new UnavailableException("m", cause)).hasMessage("m").hasCause(cause);
  }
}
