package org.initlab.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private static final Network NETWORK =
      new Network("n", Shape.of(2), List.of(new Dense("fc", 1, true, false, Role.HIDDEN)));
  private static final Tensor WEIGHT = Tensor.of(Shape.of(1, 2), new double[] {1, 2});
  private static final Tensor BIAS = Tensor.of(Shape.of(1), new double[] {3});

  private static Parameters fitting() {
    Map<String, Tensor> map = new LinkedHashMap<>();
    map.put("fc.weight", WEIGHT);
    map.put("fc.bias", BIAS);
    return Parameters.of(map);
  }

  @Test
  void arraysAreFoundByName() {
    Parameters p = fitting();
    assertThat(p.get("fc.bias")).isEqualTo(BIAS);
    assertThat(p.contains("fc.bias")).isTrue();
    assertThat(p.contains("fc.b")).isFalse();
    assertThat(p.names()).containsExactly("fc.weight", "fc.bias");
    assertThatThrownBy(() -> p.get("fc.wieght"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "parameter 'fc.wieght' is unknown; did you mean 'fc.weight'? (allowed: fc.weight,"
                + " fc.bias)");
  }

  @Test
  void theyAreImmutable() {
    Map<String, Tensor> map = new LinkedHashMap<>(fitting().asMap());
    Parameters p = Parameters.of(map);
    map.clear();
    assertThat(p.names()).hasSize(2);
    assertThatThrownBy(() -> p.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void withReplacesOneArrayOfTheSameShape() {
    Parameters p = fitting();
    Tensor other = Tensor.of(Shape.of(1), new double[] {9});
    assertThat(p.with("fc.bias", other).get("fc.bias")).isEqualTo(other);
    assertThat(p.with("fc.bias", other).get("fc.weight")).isEqualTo(WEIGHT);
    assertThat(p.get("fc.bias")).isEqualTo(BIAS);
    assertThatThrownBy(() -> p.with("fc.bias", WEIGHT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("parameter 'fc.bias' has shape 1, was given 1×2");
    assertThatThrownBy(() -> p.with("x", BIAS)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void mapAppliesToEveryArray() {
    Parameters zeros = fitting().map(t -> Tensor.zeros(t.shape()));
    assertThat(zeros.get("fc.weight")).isEqualTo(Tensor.zeros(Shape.of(1, 2)));
    assertThat(zeros.names()).containsExactly("fc.weight", "fc.bias");
  }

  @Test
  void fitIsOneArrayOfTheRightShapeForEveryParameter() {
    fitting().requireFit(NETWORK);
    Parameters missing = Parameters.of(Map.of("fc.weight", WEIGHT));
    assertThatThrownBy(() -> missing.requireFit(NETWORK))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("parameter 'fc.bias' is missing");
    Parameters wrong = Parameters.of(Map.of("fc.weight", BIAS, "fc.bias", BIAS));
    assertThatThrownBy(() -> wrong.requireFit(NETWORK))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("parameter 'fc.weight' must have shape 1×2, was given 1");
    Map<String, Tensor> more = new LinkedHashMap<>(fitting().asMap());
    more.put("old.bias", BIAS);
    Parameters extra = Parameters.of(more);
    assertThatThrownBy(() -> extra.requireFit(NETWORK))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("parameter 'old.bias' does not belong to network 'n'");
  }

  @Test
  void equalityIsThatOfNamesAndArrays() {
    assertThat(fitting()).isEqualTo(fitting()).hasSameHashCodeAs(fitting());
    assertThat(fitting()).isNotEqualTo(fitting().map(t -> Tensor.zeros(t.shape())));
    assertThat(fitting().equals(null)).isFalse();
    assertThat(fitting().hashCode())
        .isNotEqualTo(fitting().map(t -> Tensor.zeros(t.shape())).hashCode());
    assertThat(fitting()).hasToString("Parameters[Tensor[1×2], Tensor[1]]");
  }
}
