package org.initlab.experiments.hessian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.initlab.backend.nativejava.NativeBackend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.hessian.HessianOperator;
import org.initlab.core.hessian.Lanczos;
import org.initlab.core.hessian.PowerIteration;
import org.initlab.core.init.InitContext;
import org.initlab.core.init.Schemes;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The Hessian of a loss against a closed form and against differences of gradients. */
class HessianOperatorTest {
  private static final CompileOptions FLOAT64 = CompileOptions.cpu(Precision.FLOAT64);
  private static final Seed SEED = new Seed(5);
  private static final int[] BATCHES = {4, 7};

  /** L = Σ (w·x + b − t)²/n over both batches, so H = 2XᵀX/n with a column of ones in X. */
  @Test
  void ofLinearRegressionIsTheGramMatrixOfAllSamples() {
    int in = 5;
    Network network =
        new Network(
            "regression", Shape.of(in), List.of(new Dense("fc", 1, true, false, Role.CLASSIFIER)));
    List<HessianOperator.Term> terms = new ArrayList<>();
    double[][] gram = new double[in + 1][in + 1];
    for (int n : BATCHES) {
      Tensor x = uniform("x/" + n, Shape.of(n, in));
      Objective loss = new Objective.MeanSquaredError(uniform("t/" + n, Shape.of(n, 1)));
      terms.add(new HessianOperator.Term(x, loss, n));
      for (int s = 0; s < n; s++) {
        for (int i = 0; i <= in; i++) {
          for (int j = 0; j <= in; j++) gram[i][j] += 2 * at(x, s, i) * at(x, s, j) / 11;
        }
      }
    }
    try (Model model = compiled(network)) {
      double[][] h = columns(new HessianOperator(model, Mode.TRAIN, terms));
      for (int i = 0; i <= in; i++) {
        // 11 products of numbers below 1, and as many roundings again in the mean.
        assertThat(h[i]).containsExactly(gram[i], within(2 * 11 * 2 * 0x1p-53));
      }
    }
  }

  /**
   * Central differences of gradients with h = 1e-5 err by h²|∂⁴L|/6 + u|∇L|/h, about 1e-10 for
   * derivatives below 10; eigenvalues then differ by n = 35 times that at most (Weyl).
   */
  @Test
  void ofATinyNetworkIsTheDifferenceOfGradients() {
    Network network =
        Architectures.mlp(
            Shape.of(3),
            4,
            1,
            3,
            ArchitectureOptions.WEIGHT_NORM.withActivation(Nonlinearity.TANH));
    List<HessianOperator.Term> terms = new ArrayList<>();
    for (int n : BATCHES) {
      int[] labels = new int[n];
      for (int i = 0; i < n; i++) labels[i] = i % 3;
      Tensor x = uniform("x/" + n, Shape.of(n, 3));
      terms.add(new HessianOperator.Term(x, new Objective.CrossEntropy(labels), n));
    }
    double bound = 1e-9;
    double[][] differences = differences(network, terms);
    try (Model model = compiled(network)) {
      HessianOperator hessian = new HessianOperator(model, Mode.TRAIN, terms);
      int n = hessian.dimension();
      assertThat(n).isEqualTo(35);
      double[][] h = columns(hessian);
      for (int i = 0; i < n; i++) assertThat(h[i]).containsExactly(differences[i], within(bound));

      double[] expected = eigenvaluesBySize(differences);
      List<Lanczos.Ritz> found = new Lanczos(n).run(hessian, SEED);
      for (int i = 0; i < n; i++) {
        assertThat(found.get(i).value()).isCloseTo(expected[i], within(n * bound));
      }
      // The error of the entry falls as the ratio of the two eigenvalues of largest size.
      int steps = 400;
      double contraction = Math.pow(Math.abs(expected[1] / expected[0]), steps);
      assertThat(contraction).isLessThan(1e-12);
      double power = new PowerIteration(steps).run(hessian, SEED).get(steps - 1).entry();
      assertThat(power).isCloseTo(expected[0], within(n * bound));
    }
  }

  /** ∇L = 2Xᵀ(Xw − t)/n over both batches, so that GQ = mean |(g − Hg)/(g + ε) − 1| is known. */
  @Test
  void theGradientIsThatOfTheSameMeanLoss() {
    int in = 5;
    Network network =
        new Network(
            "regression", Shape.of(in), List.of(new Dense("fc", 1, true, false, Role.CLASSIFIER)));
    List<HessianOperator.Term> terms = new ArrayList<>();
    double[] expected = new double[in + 1];
    Parameters p = initial(network);
    for (int n : BATCHES) {
      Tensor x = uniform("x/" + n, Shape.of(n, in));
      Tensor t = uniform("t/" + n, Shape.of(n, 1));
      terms.add(new HessianOperator.Term(x, new Objective.MeanSquaredError(t), n));
      for (int s = 0; s < n; s++) {
        double residual = p.get("fc.bias").data()[0] - t.data()[s];
        for (int j = 0; j < in; j++) residual += p.get("fc.weight").data()[j] * at(x, s, j);
        for (int i = 0; i <= in; i++) expected[i] += 2 * residual * at(x, s, i) / 11;
      }
    }
    try (Model model = compiled(network)) {
      double[] g = new HessianOperator(model, Mode.TRAIN, terms).gradient();
      // 11 sums of 6 products of numbers below 4, and as many roundings again in the mean
      assertThat(g).containsExactly(expected, within(4 * 11 * 6 * 2 * 0x1p-53));
    }
  }

  @Test
  void aFractionIsRoundedDownToBatchesOneAtLeast() {
    assertThat(HessianOperator.batchesOf(0.1, 352)).isEqualTo(35);
    assertThat(HessianOperator.batchesOf(0.1, 9)).isEqualTo(1);
    assertThat(HessianOperator.batchesOf(1, 9)).isEqualTo(9);
    assertThatThrownBy(() -> HessianOperator.batchesOf(0, 9))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("fraction of the training batches must be above 0 and at most 1, was 0.0");
  }

  private static double[][] differences(Network network, List<HessianOperator.Term> terms) {
    double h = 1e-5;
    Parameters center = initial(network);
    List<double[]> rows = new ArrayList<>();
    center
        .asMap()
        .forEach(
            (name, t) -> {
              for (int i = 0; i < t.size(); i++) {
                double[] plus = gradient(network, moved(center, name, i, h), terms);
                double[] minus = gradient(network, moved(center, name, i, -h), terms);
                double[] row = new double[plus.length];
                for (int k = 0; k < row.length; k++) row[k] = (plus[k] - minus[k]) / (2 * h);
                rows.add(row);
              }
            });
    return rows.toArray(double[][]::new);
  }

  private static Parameters moved(Parameters center, String name, int element, double by) {
    double[] data = center.get(name).data().clone();
    data[element] += by;
    return center.with(name, Tensor.of(center.get(name).shape(), data));
  }

  /** Of the mean loss over all samples. */
  private static double[] gradient(
      Network network, Parameters at, List<HessianOperator.Term> terms) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    try (Model model = new NativeBackend().compile(network, at, FLOAT64)) {
      for (HessianOperator.Term t : terms) {
        model
            .gradients(t.inputs(), t.objective(), Mode.TRAIN, GradientRequest.PARAMETERS)
            .parameters()
            .orElseThrow()
            .asMap()
            .forEach(
                (name, g) -> {
                  double[] sum = sums.computeIfAbsent(name, k -> new double[g.size()]);
                  for (int i = 0; i < sum.length; i++) sum[i] += g.data()[i] * t.samples() / 11;
                });
      }
    }
    return sums.values().stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] eigenvaluesBySize(double[][] rows) {
    var eigen = DecompositionFactory_DDRM.eig(rows.length, false, true);
    DMatrixRMaj symmetric = new DMatrixRMaj(rows.length, rows.length);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) symmetric.set(i, j, (rows[i][j] + rows[j][i]) / 2);
    }
    assertThat(eigen.decompose(symmetric)).isTrue();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) values.add(eigen.getEigenvalue(i).getReal());
    values.sort((x, y) -> Double.compare(Math.abs(y), Math.abs(x)));
    return values.stream().mapToDouble(v -> v).toArray();
  }

  private static double[][] columns(HessianOperator operator) {
    int n = operator.dimension();
    double[][] columns = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] unit = new double[n];
      unit[i] = 1;
      columns[i] = operator.apply(unit);
    }
    return columns;
  }

  private static double at(Tensor x, int sample, int column) {
    int in = x.shape().dim(1);
    return column == in ? 1 : x.data()[sample * in + column];
  }

  private static Model compiled(Network network) {
    return new NativeBackend().compile(network, initial(network), FLOAT64);
  }

  private static Parameters initial(Network network) {
    return Schemes.named("he_normal").initialize(network, InitContext.of(SEED));
  }

  private static Tensor uniform(String name, Shape shape) {
    var random = SEED.stream(name);
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) values[i] = 2 * random.nextDouble() - 1;
    return Tensor.of(shape, values);
  }
}
