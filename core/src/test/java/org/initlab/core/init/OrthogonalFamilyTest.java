package org.initlab.core.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.initlab.core.backend.Probe;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scaled, centred and delta-orthogonal weights. */
class OrthogonalFamilyTest {
  private static final long SEED = 31;

  /** Householder QR is orthogonal to c·n·u, c of order 10; n ≤ 60 and squares of gains ≤ 4 here. */
  private static final double ROUNDING = 4 * 10 * 60 * 0x1p-53;

  @ParameterizedTest
  @CsvSource({"20, 20", "20, 50", "50, 20", "60, 1"})
  void scaledOrthogonalHasVarianceGainSquaredOverFanInWhateverItsShape(int out, int in) {
    double[] w = Draws.draw(new ScaledOrthogonal(2), Draws.dense(out, in), SEED);
    double squares = 0;
    for (double x : w) squares += x * x;
    assertThat(squares / w.length).isCloseTo(4.0 / in, within(ROUNDING));
    // The fewer of rows and columns are orthogonal: their Gram matrix is a multiple of I.
    double diagonal = 4 * Math.max(1, (double) out / in);
    assertGram(w, out, in, out <= in, (i, j) -> i == j ? diagonal : 0);
  }

  @ParameterizedTest
  @CsvSource({"20, 50, 0", "20, 20, 0", "30, 20, 0", "3, 2, 0", "6, 2, 3"})
  void centredRowsSumToZeroAndAreAnIsometryOfWhatIsLeft(int out, int in, int kernel) {
    ParameterSpec spec = kernel == 0 ? Draws.dense(out, in) : Draws.conv(out, in, kernel);
    double[] w = Draws.draw(new CentredOrthogonal(2), spec, SEED);
    int n = w.length / out;
    for (int i = 0; i < out; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) sum += w[i * n + j];
      assertThat(sum).isCloseTo(0, within(ROUNDING));
    }
    if (out < n) assertGram(w, out, n, true, (i, j) -> i == j ? 4 : 0);
    else assertGram(w, out, n, false, (i, j) -> 4 * ((i == j ? 1 : 0) - 1.0 / n));
  }

  @Test
  void centredWeightsNeedTwoInputs() {
    assertThatThrownBy(() -> Draws.draw(new CentredOrthogonal(1), Draws.dense(3, 1), SEED))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "centred weights of a unit sum to 0, so it needs 2 inputs at least; parameter"
                + " 'fc.weight' has shape 3×1");
    Network net = Architectures.feedForward(1, new int[] {3}, ArchitectureOptions.PLAIN);
    assertThat(Schemes.named("centred_orthogonal").objection(net))
        .isEqualTo("centred_orthogonal needs 2 inputs at least, but layer 'fc1' has 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5×4×3", "5×4×4", "5×4×3×5", "4×4×3×5×2", "5×4×1×1"})
  void deltaOrthogonalIsAnOrthogonalMatrixAtTheCentreTapInAnyDimension(String dims) {
    int[] d = List.of(dims.split("×")).stream().mapToInt(Integer::parseInt).toArray();
    ParameterSpec spec = Draws.conv(d[0], d[1], 3).withShape(Shape.of(d), 1, 1);
    double[] w = Draws.draw(new DeltaOrthogonal(2), spec, SEED);
    int taps = w.length / (d[0] * d[1]);
    // Row-major index of (⌊k₁/2⌋, ⌊k₂/2⌋, …), written out: 3 → 1, 4 → 2, 3×5 → 7, 3×5×2 → 15.
    int centre =
        switch (dims) {
          case "5×4×3" -> 1;
          case "5×4×4" -> 2;
          case "5×4×3×5" -> 7;
          case "4×4×3×5×2" -> 15;
          default -> 0;
        };
    double[] tap = new double[d[0] * d[1]];
    for (int i = 0; i < w.length; i++) {
      if (i % taps == centre) tap[i / taps] = w[i];
      else assertThat(w[i]).isZero();
    }
    assertGram(tap, d[0], d[1], false, (i, j) -> i == j ? 4 : 0);
  }

  @Test
  void deltaOrthogonalRefusesMoreInputsThanOutputs() {
    assertThatThrownBy(() -> Draws.draw(new DeltaOrthogonal(1), Draws.conv(2, 3, 3), SEED))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "delta-orthogonal kernels need as many outputs as inputs at least, parameter"
                + " 'conv.weight' has shape 2×3×3×3");
    Scheme scheme = Schemes.named("delta_orthogonal");
    ArchitectureOptions plain = ArchitectureOptions.PLAIN;
    assertThat(scheme.objection(Architectures.cnn(Shape.of(3, 6, 6), 2, 2, 4, plain)))
        .isEqualTo(
            "delta_orthogonal needs convolutions with as many outputs as inputs at least, but"
                + " layer 'backbone_model.0' has 3 inputs and 2 outputs");
    assertThat(scheme.objection(Architectures.mlp(Shape.of(3), 4, 2, 2, plain)))
        .isEqualTo("delta_orthogonal needs convolutions, but network 'mlp-2x4' has none");
    assertThat(scheme.objection(Architectures.cnn(Shape.of(3, 6, 6), 3, 2, 4, plain))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 4, 4", "3, 4, 4", "3, 2, 5", "5, 3, 3"})
  void deltaOrthogonalKeepsTheNormAtEveryPositionUnderZeroPadding(int kernel, int in, int out) {
    double gain = 1.5;
    Tensor x = gaussian(Shape.of(2, in, 6, 6));
    double[] before = normsByPosition(x);
    double[] after = normsByPosition(convolved(kernel, kernel / 2, 1, gain, out, x));
    assertThat(after).hasSameSizeAs(before);
    // An orthogonal map of ≤ 5 channels loses a few u per entry.
    for (int p = 0; p < before.length; p++) {
      assertThat(after[p]).isCloseTo(gain * before[p], within(1e-14 * before[p]));
    }
  }

  @Test
  void withoutPaddingTheBorderIsLostAndAtStrideTwoEverySecondPosition() {
    Tensor x = gaussian(Shape.of(1, 3, 6, 6));
    double[] before = normsByPosition(x);
    double[] cropped = normsByPosition(convolved(3, 0, 1, 1, 3, x));
    for (int p = 0; p < 16; p++) {
      assertThat(cropped[p]).isCloseTo(before[(p / 4 + 1) * 6 + p % 4 + 1], within(1e-14));
    }
    double[] strided = normsByPosition(convolved(3, 1, 2, 1, 3, x));
    for (int p = 0; p < 9; p++) {
      assertThat(strided[p]).isCloseTo(before[p / 3 * 12 + p % 3 * 2], within(1e-14));
    }
  }

  private static Tensor convolved(
      int kernel, int padding, int stride, double gain, int out, Tensor x) {
    Conv2d layer = new Conv2d("c", out, kernel, stride, padding, false, false, Role.HIDDEN);
    Network net = new Network("one", x.shape().unbatched(), List.of(layer));
    Parameters p =
        Schemes.named("delta_orthogonal:gain=" + gain)
            .initialize(net, InitContext.of(new Seed(SEED)));
    return new NaiveForward(net, p, Probe.NONE).run(x);
  }

  /** ‖x[n, :, y, x]‖ over channels, for every sample and position. */
  private static double[] normsByPosition(Tensor x) {
    Shape s = x.shape();
    int positions = s.dim(2) * s.dim(3);
    double[] squares = new double[s.dim(0) * positions];
    for (int i = 0; i < x.size(); i++) {
      int sample = i / (s.dim(1) * positions);
      squares[sample * positions + i % positions] += x.data()[i] * x.data()[i];
    }
    for (int i = 0; i < squares.length; i++) squares[i] = Math.sqrt(squares[i]);
    return squares;
  }

  private static Tensor gaussian(Shape shape) {
    ParameterSpec any = Draws.dense(1, 1).withShape(shape, 1, 1);
    return new Normal(1).draw(any, new Seed(SEED).stream("x"));
  }

  private interface Expected {
    double at(int i, int j);
  }

  private static void assertGram(
      double[] w, int rows, int columns, boolean ofRows, Expected expected) {
    int n = ofRows ? rows : columns;
    int m = ofRows ? columns : rows;
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        double dot = 0;
        for (int k = 0; k < m; k++) {
          dot +=
              ofRows
                  ? w[a * columns + k] * w[b * columns + k]
                  : w[k * columns + a] * w[k * columns + b];
        }
        double want = expected.at(a, b);
        assertThat(dot).isCloseTo(want, within(ROUNDING * Math.max(1, Math.abs(want))));
      }
    }
  }
}
