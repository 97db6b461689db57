package org.initlab.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.initlab.core.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void sizesAxesAndText() {
    Shape shape = Shape.of(3, 32, 16);
    assertThat(shape.rank()).isEqualTo(3);
    assertThat(shape.dim(0)).isEqualTo(3);
    assertThat(shape.dim(2)).isEqualTo(16);
    assertThat(shape.size()).isEqualTo(1536);
    assertThat(shape).hasToString("3×32×16");
    assertThat(Shape.of().size()).isEqualTo(1);
    assertThat(Shape.of()).hasToString("()");
  }

  @Test
  void batchingAddsAnAxisInFrontAndUnbatchingTakesItAway() {
    Shape sample = Shape.of(3, 4);
    assertThat(sample.batched(7)).isEqualTo(Shape.of(7, 3, 4));
    assertThat(sample.batched(7).unbatched()).isEqualTo(sample);
    assertThat(Shape.of().batched(2)).isEqualTo(Shape.of(2));
  }

  @Test
  void equalityIsThatOfTheSizes() {
    assertThat(Shape.of(2, 3)).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
    assertThat(Shape.of(2, 3)).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo(Shape.of(6));
    assertThat(Shape.of(2).equals(null)).isFalse();
    assertThat(Shape.of(2, 3).hashCode()).isNotEqualTo(Shape.of(3, 2).hashCode());
  }

  @Test
  void callersCannotChangeIt() {
    int[] dims = {2, 3};
    Shape shape = Shape.of(dims);
    dims[0] = 9;
    shape.toArray()[1] = 9;
    assertThat(shape).isEqualTo(Shape.of(2, 3));
    assertThat(shape.toArray()).containsExactly(2, 3);
  }

  @Test
  void impossibleSizesAreRefused() {
    assertThatThrownBy(() -> Shape.of(3, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("shape 3×0: every size must be at least 1");
    assertThatThrownBy(() -> Shape.of(-1)).hasMessage("shape -1: every size must be at least 1");
    assertThatThrownBy(() -> Shape.of(65536, 32768))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("shape 65536×32768 has more than 2^31-1 elements");
    assertThat(Shape.of(Integer.MAX_VALUE).size()).isEqualTo(Integer.MAX_VALUE);
  }
}
