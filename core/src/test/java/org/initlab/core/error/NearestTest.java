package org.initlab.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> NAMES = List.of("native", "pytorch", "mxnet", "relu", "gelu");

  @ParameterizedTest
  @CsvSource({
    "nativ, native", // one left out
    "natiive, native", // one too many
    "nazive, native", // one other
    "rleu, relu", // two swapped
    "NATIVE, native", // another case
    "pitorhc, pytorch", // one other and a swap: 2 ≤ 7/3
    "n, ''",
    "torch, ''", // 2 > 5/3
    "tensorflow, ''",
    "'', ''"
  })
  void aNameWithinAThirdOfItsLengthIsMeant(String given, String expected) {
    assertThat(Nearest.to(given, NAMES).orElse("")).isEqualTo(expected);
  }

  @Test
  void theNearestWinsAndThenTheAlphabet() {
    assertThat(Nearest.to("relus", List.of("zelus", "reluss", "relusx"))).contains("reluss");
    assertThat(Nearest.to("selu", List.of("relu", "gelu"))).contains("gelu");
    assertThat(Nearest.to("abcdef", List.of("abcxyf", "abcdez"))).contains("abcdez");
  }

  @Test
  void noNameNoAnswer() {
    assertThat(Nearest.to("relu", List.of())).isEmpty();
  }

  @Test
  void aSwapNeedsBothLettersInPlace() {
    // ca → abc: a swap and an insertion between the swapped letters are not one swap; distance 3
    assertThat(Nearest.to("ca", List.of("abc"))).isEmpty();
    // ab → xba would be a swap only if aligned at the start of both
    assertThat(Nearest.to("abcd", List.of("bade"))).isEmpty();
  }
}
