package org.initlab.core.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.ParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orthogonal, identity, dirac and constant weights. */
class MatrixInitializersTest {
  private static final long SEED = 21;

  @ParameterizedTest
  @CsvSource({"40, 40, 0", "60, 25, 0", "25, 60, 0", "8, 3, 3", "40, 4, 3"})
  void orthogonalHasOrthonormalRowsOrColumnsTimesItsGain(int out, int in, int kernel) {
    ParameterSpec spec = kernel == 0 ? Draws.dense(out, in) : Draws.conv(out, in, kernel);
    double[] w = Draws.draw(new Orthogonal(3), spec, SEED);
    int columns = w.length / out;
    boolean tall = out >= columns;
    int few = Math.min(out, columns);
    int many = Math.max(out, columns);
    for (int a = 0; a < few; a++) {
      for (int b = 0; b < few; b++) {
        double dot = 0;
        for (int k = 0; k < many; k++) {
          dot +=
              tall
                  ? w[k * columns + a] * w[k * columns + b]
                  : w[a * columns + k] * w[b * columns + k];
        }
        // Householder QR is orthogonal to c·n·u with c of order 10; the gain's square is 9
        assertThat(dot)
            .isCloseTo(
                a == b ? 9 : 0, org.assertj.core.api.Assertions.within(9 * 10 * many * 0x1p-53));
      }
    }
  }

  @Test
  void orthogonalIsUniformOverTheGroup() {
    // Haar: E[trace] = 0 and E[trace²] = 1 (Diaconis and Shahshahani 1994). Householder QR without
    // the sign fix gives every diagonal entry a negative mean, so a trace far below 0. 4000
    // matrices, 5 standard errors: sd(trace) = 1, sd(trace²) = √2 (moments are Gaussian up to n/2);
    // false-failure rate 5.7e-7 each.
    int n = 6;
    int samples = 4000;
    double sum = 0;
    double squares = 0;
    for (int s = 0; s < samples; s++) {
      double[] q = Draws.draw(new Orthogonal(1), Draws.dense(n, n), SEED + s);
      double trace = IntStream.range(0, n).mapToDouble(i -> q[i * n + i]).sum();
      sum += trace;
      squares += trace * trace;
    }
    assertThat(Math.abs(sum / samples)).isLessThan(5 / Math.sqrt(samples));
    assertThat(Math.abs(squares / samples - 1)).isLessThan(5 * Math.sqrt(2.0 / samples));
  }

  @Test
  void diracMatchesPyTorch() {
    // torch.nn.init.dirac_ on 4×3×3×3: ones at (0,0,1,1), (1,1,1,1), (2,2,1,1)
    assertThat(ones(Draws.draw(new Dirac(), Draws.conv(4, 3, 3), SEED)))
        .containsExactly(4, 9 * 3 + 9 + 4, 9 * 6 + 18 + 4);
    // on 2×3×2×2: (0,0,1,1), (1,1,1,1)
    assertThat(ones(Draws.draw(new Dirac(), Draws.conv(2, 3, 2), SEED)))
        .containsExactly(3, 4 * 3 + 4 + 3);
  }

  @Test
  void diracRefusesADenseLayer() {
    assertThatThrownBy(() -> Draws.draw(new Dirac(), Draws.dense(2, 2), SEED))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("dirac needs the weight of a convolution, parameter 'fc.weight' has shape 2×2");
  }

  @Test
  void identityMatchesPyTorch() {
    // torch.nn.init.eye_
    assertThat(ones(Draws.draw(new Identity(), Draws.dense(2, 3), SEED))).containsExactly(0, 4);
    assertThat(ones(Draws.draw(new Identity(), Draws.dense(3, 2), SEED))).containsExactly(0, 3);
    assertThat(Draws.draw(new Identity(), Draws.conv(4, 3, 3), SEED))
        .isEqualTo(Draws.draw(new Dirac(), Draws.conv(4, 3, 3), SEED));
  }

  @Test
  void constantFillsTheArray() {
    assertThat(Draws.draw(new Constant(-0.5), Draws.dense(2, 2), SEED))
        .containsExactly(-0.5, -0.5, -0.5, -0.5);
    assertThatThrownBy(() -> new Constant(Double.NaN)).hasMessage("value must be finite, was NaN");
    assertThatThrownBy(() -> new Orthogonal(0))
        .hasMessage("gain must be positive and finite, was 0.0");
  }

  /** Indices of the ones; everything else must be zero. */
  private static int[] ones(double[] w) {
    assertThat(Arrays.stream(w).filter(x -> x != 0)).containsOnly(1.0);
    return IntStream.range(0, w.length).filter(i -> w[i] == 1).toArray();
  }
}
