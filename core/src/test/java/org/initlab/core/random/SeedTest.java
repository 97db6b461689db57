package org.initlab.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers for the generator and for the key that a seed and a name give. */
class SeedTest {
  @ParameterizedTest
  @CsvSource({
    "0, -1, 16554d9eca36314c, db20fe9d672d0fdc, d7e772cee186176b, 7e68b68aec7ba23b",
    "-1, -2, 87b092c3013fe90b, 438c3c67be8d0224, 9cc7d7c69cd777b6, a09caebf594f0ba0"
  })
  void philoxGivesTheVectorsOfRandom123(
      long key, long first, String a, String b, String c, String d) {
    // Random123's kat_vectors for philox4x64-10, key and counter with all bits 0 and all bits 1;
    // the generator steps its counter, low word first, before it uses it
    UniformRandomProvider philox =
        RandomSource.PHILOX_4X64.create(new long[] {key, key, first, -1, -1, -1});
    assertThat(hex(philox, 4)).containsExactly(a, b, c, d);
  }

  @Test
  void philoxGivesTheVectorOfRandom123ForTheDigitsOfPi() {
    UniformRandomProvider philox =
        RandomSource.PHILOX_4X64.create(
            new long[] {
              0x452821e638d01377L,
              0xbe5466cf34e90c6cL,
              0x243f6a8885a308d3L - 1,
              0x13198a2e03707344L,
              0xa4093822299f31d0L,
              0x082efa98ec4e6c89L
            });
    assertThat(hex(philox, 4))
        .containsExactly(
            "a528f45403e61d95", "38c72dbd566e9788", "a5a1610e72fd18b5", "57bd43b5e52b7fe6");
  }

  @Test
  void aStreamIsPhiloxUnderTheHashOfSeedAndName() {
    // numpy 2: Philox(key=sha256(struct.pack('>q', seed) + name)[:16] as two big-endian words,
    // counter=0).random_raw(n)
    assertThat(hex(new Seed(1).stream("fc1.weight"), 9))
        .containsExactly(
            "3ede499f4d239187",
            "4c9ef39d6e1ed03d",
            "c5afd581980541c7",
            "896a17bc08a93302",
            "9e3047d13f49e044",
            "5220f630efa2b65e",
            "e4225e8c6b5cf760",
            "f92d82c76158af11",
            "2bd419aee39ab4ee");
    assertThat(hex(new Seed(-7).stream("block1.fc2.weight_v"), 5))
        .containsExactly(
            "afa2d962991d70a0",
            "bee4dae061050ef9",
            "fd5e934c1e13a4ba",
            "b201f0ea45f560c7",
            "4527a1c790339d57");
  }

  @Test
  void aChildIsTheHashOfItsParentAndName() {
    // Python: struct.unpack('>q', sha256(struct.pack('>q', 42) + b'child:net3')[:8])
    assertThat(new Seed(42).child("net3")).isEqualTo(new Seed(-5524969777173729981L));
  }

  @Test
  void streamsOfNeighbouringSeedsAndNamesShareNothing() {
    // 200 streams of 50 words: two equal 64-bit words by chance have probability 10⁸/2/2⁶⁴ = 3e-12
    Set<Long> words = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      for (int layer = 0; layer < 20; layer++) {
        UniformRandomProvider stream = new Seed(seed).stream("fc" + layer + ".weight");
        for (int i = 0; i < 50; i++) words.add(stream.nextLong());
      }
    }
    assertThat(words).hasSize(10_000);
  }

  @Test
  void streamsOfNeighbouringNamesAreUncorrelated() {
    // Correlation of n = 10⁵ pairs of uniforms: standard error 1/√n; 5 of them, 45 pairs of
    // streams, false-failure rate 45 · 5.7e-7 = 2.6e-5, seed 3
    int n = 100_000;
    double[][] draws = new double[10][];
    for (int s = 0; s < draws.length; s++) {
      UniformRandomProvider stream = new Seed(3).stream("fc" + s + ".weight");
      draws[s] = LongStream.range(0, n).mapToDouble(i -> stream.nextDouble() - 0.5).toArray();
    }
    for (int a = 0; a < draws.length; a++) {
      for (int b = 0; b < a; b++) {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += draws[a][i] * draws[b][i];
        assertThat(Math.abs(12 * sum / n)).isLessThan(5 / Math.sqrt(n));
      }
    }
  }

  private static String[] hex(UniformRandomProvider random, int n) {
    return LongStream.range(0, n)
        .mapToObj(i -> String.format(java.util.Locale.ROOT, "%016x", random.nextLong()))
        .toArray(String[]::new);
  }
}
