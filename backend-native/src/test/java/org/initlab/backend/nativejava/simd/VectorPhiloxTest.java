package org.initlab.backend.nativejava.simd;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Commons RNG, whose Philox is held to Random123's and numpy's vectors by core's tests, is the
 * oracle: core draws with this generator where it can, and no number may change.
 */
class VectorPhiloxTest {
  @Test
  void coreFindsItWhereVectorsAreWide() {
    boolean wide = SimdSupport.vectorBits() >= 512;
    assertThat(Philox.fastest() != Philox.COMMONS).isEqualTo(wide);
    if (wide) assertThat(Philox.fastest().stream(1, 2)).isInstanceOf(VectorPhilox.class);
  }

  /** Keys of both signs carry into all halves of the products; three buffers of words. */
  @ParameterizedTest
  @CsvSource({"0, 0", "-1, -2", "1234567890123456789, -987654321098765432", "4294967295, 1"})
  void everyWordIsThatOfCommonsRng(long key0, long key1) {
    UniformRandomProvider expected = Philox.COMMONS.stream(key0, key1);
    UniformRandomProvider actual = new VectorPhilox(key0, key1);
    for (int i = 0; i < 3 * 4 * VectorPhilox.BLOCKS + 1; i++) {
      assertThat(actual.nextLong()).as("word %d", i).isEqualTo(expected.nextLong());
    }
  }

  @Test
  void numbersOfOtherTypesAreThoseOfCommonsRng() {
    UniformRandomProvider expected = Philox.COMMONS.stream(3, 4);
    UniformRandomProvider actual = new VectorPhilox(3, 4);
    byte[] expectedBytes = new byte[13];
    byte[] actualBytes = new byte[13];
    for (int i = 0; i < 300; i++) {
      assertThat(actual.nextInt()).isEqualTo(expected.nextInt());
      assertThat(actual.nextInt(10)).isEqualTo(expected.nextInt(10));
      assertThat(actual.nextBoolean()).isEqualTo(expected.nextBoolean());
      assertThat(actual.nextDouble()).isEqualTo(expected.nextDouble());
      assertThat(actual.nextFloat()).isEqualTo(expected.nextFloat());
      actual.nextBytes(actualBytes);
      expected.nextBytes(expectedBytes);
      assertThat(actualBytes).containsExactly(expectedBytes);
    }
  }
}
