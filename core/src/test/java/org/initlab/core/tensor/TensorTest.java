package org.initlab.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.initlab.core.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class TensorTest {
  private static final Shape SHAPE = Shape.of(2, 2);

  @Test
  void valuesAreHeldRowMajorWithoutACopy() {
    double[] data = {1, 2, 3, 4};
    Tensor t = Tensor.of(SHAPE, data);
    assertThat(t.data()).isSameAs(data);
    assertThat(t.shape()).isEqualTo(SHAPE);
    assertThat(t.size()).isEqualTo(4);
    assertThat(t).hasToString("Tensor[2×2]");
  }

  @Test
  void filledTensorsAreFilled() {
    assertThat(Tensor.zeros(SHAPE).data()).containsExactly(0, 0, 0, 0);
    assertThat(Tensor.filled(SHAPE, -1.5).data()).containsExactly(-1.5, -1.5, -1.5, -1.5);
  }

  @Test
  void reshapingKeepsTheValuesAndTheirNumber() {
    Tensor t = Tensor.of(SHAPE, new double[] {1, 2, 3, 4});
    assertThat(t.reshaped(Shape.of(4)).data()).isSameAs(t.data());
    assertThat(t.reshaped(Shape.of(4)).shape()).isEqualTo(Shape.of(4));
    assertThatThrownBy(() -> t.reshaped(Shape.of(3)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("shape 3 needs 3 values, was given 4");
  }

  @Test
  void finiteMeansNoNanAndNoInfinity() {
    assertThat(Tensor.of(SHAPE, new double[] {1, -2, 0, Double.MAX_VALUE}).isFinite()).isTrue();
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0}) {
      assertThat(Tensor.of(SHAPE, new double[] {1, 2, 3, bad}).isFinite()).isFalse();
    }
  }

  @Test
  void equalityIsThatOfTheBits() {
    Tensor zero = Tensor.of(Shape.of(1), new double[] {0.0});
    assertThat(zero)
        .isEqualTo(Tensor.zeros(Shape.of(1)))
        .hasSameHashCodeAs(Tensor.zeros(Shape.of(1)));
    assertThat(zero).isNotEqualTo(Tensor.of(Shape.of(1), new double[] {-0.0}));
    assertThat(Tensor.filled(SHAPE, Double.NaN)).isEqualTo(Tensor.filled(SHAPE, Double.NaN));
    assertThat(Tensor.zeros(SHAPE)).isNotEqualTo(Tensor.zeros(Shape.of(4)));
    assertThat(Tensor.zeros(SHAPE).equals(null)).isFalse();
    assertThat(Tensor.zeros(SHAPE).hashCode()).isNotEqualTo(Tensor.filled(SHAPE, 1).hashCode());
    assertThat(Tensor.zeros(SHAPE).hashCode()).isNotEqualTo(Tensor.zeros(Shape.of(4)).hashCode());
  }
}
