package org.initlab.backend.tck;

import java.util.List;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Flatten;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Scale;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Chapter 2, first half: what each kind of layer computes. */
public interface LayerForwardContract extends ContractSubject {
  /** Sizes off every blocking and vector width, and 1. */
  int[] SIZES = {1, 2, 3, 7, 17, 33};

  @Test
  default void rule2_01_denseMatchesNaiveLoopsForOddSizesAndBatches() {
    Rule rule = rule("2.1");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (int in : SIZES) {
        for (int out : SIZES) {
          for (boolean bias : new boolean[] {true, false}) {
            int samples = SIZES[(in + out) % 5];
            String what = "dense " + in + "→" + out + (bias ? "" : " without bias");
            Network net = Networks.of(what, Shape.of(in), Networks.dense("fc", out, bias, false));
            agreement(rule).forward(Case.of(net, samples, draw), precision);
          }
        }
      }
    }
  }

  @Test
  default void rule2_02_nonlinearitiesMatchTheirDefinitionsFromKinksToTails() {
    Rule rule = rule("2.2");
    double[] points = {0, -0.0, 1e-3, 0.1, 0.25, 0.5, 0.75, 0.999, 1};
    for (Precision precision : precisions()) {
      for (Nonlinearity function : Nonlinearity.values()) {
        // One batch per magnitude, so that the largest value hides no error of the small ones.
        for (double magnitude : new double[] {1, 2, 5, 30}) {
          Tensor inputs = plusMinus(points, magnitude);
          Network net =
              Networks.of(
                  function.id() + " up to ±" + magnitude,
                  inputs.shape().unbatched(),
                  Networks.act("act", function));
          agreement(rule).forward(given(net, inputs), precision);
        }
      }
    }
  }

  @Test
  default void rule2_03_convolutionMatchesNaiveLoopsForOddSizesStridesAndPaddings() {
    Rule rule = rule("2.3");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (int kernel : new int[] {1, 2, 3, 5}) {
        for (int stride : new int[] {1, 2, 3}) {
          for (int padding : new int[] {0, 1, 2}) {
            int in = SIZES[(kernel + stride) % 4];
            int out = SIZES[(kernel + padding) % 5];
            boolean bias = (stride + padding) % 2 == 0;
            Layer conv = Networks.conv("conv", out, kernel, stride, padding, bias, false);
            Network net =
                Networks.of(
                    "conv2d " + in + "→" + out + " k" + kernel + " s" + stride + " p" + padding,
                    Shape.of(in, 7, 5),
                    conv);
            agreement(rule).forward(Case.of(net, 1 + padding, draw), precision);
          }
        }
      }
    }
  }

  @Test
  default void rule2_04_weightNormDividesEveryRowByItsOwnNorm() {
    Rule rule = rule("2.4");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (int size : SIZES) {
        Network dense =
            Networks.of(
                "weight-normalized dense 7→" + size,
                Shape.of(7),
                Networks.dense("fc", size, true, true));
        agreement(rule).forward(scaledRows(Case.of(dense, 3, draw)), precision);
        Network conv =
            Networks.of(
                "weight-normalized conv2d 3→" + size,
                Shape.of(3, 5, 4),
                Networks.conv("conv", size, 3, 1, 1, true, true));
        agreement(rule).forward(scaledRows(Case.of(conv, 2, draw)), precision);
      }
    }
  }

  @Test
  default void rule2_05_batchNormTrainsWithTheBiasedVarianceOfTheBatch() {
    batchNorm(rule("2.5"), Mode.TRAIN);
  }

  @Test
  default void rule2_06_batchNormEvaluatesWithTheRunningStatistics() {
    batchNorm(rule("2.6"), Mode.EVAL);
  }

  private void batchNorm(Rule rule, Mode mode) {
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (Shape input : List.of(Shape.of(1), Shape.of(7), Shape.of(3, 5, 4), Shape.of(17, 1, 2))) {
        for (double epsilon : new double[] {1e-5, 0.5}) {
          Network net =
              Networks.of(
                  "batch_norm of " + input + " with ε = " + epsilon,
                  input,
                  new BatchNorm("bn", 0.1, epsilon));
          for (int samples : new int[] {2, 3, 7}) {
            Case c = Case.of(net.name(), net, samples, mode, draw);
            agreement(rule).forward(c, precision);
          }
        }
      }
    }
  }

  @Test
  default void rule2_07_residualAddsTheScaledBranchToItsShortcut() {
    Rule rule = rule("2.7");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (double scale : new double[] {0, 0.25, 1, -2}) {
        List<Layer> branch =
            List.of(
                Networks.dense("fc1", 3, true, false),
                Networks.act("t", Nonlinearity.TANH),
                Networks.dense("fc2", 7, true, false));
        for (List<Layer> shortcut :
            List.of(List.<Layer>of(), List.<Layer>of(Networks.dense("skip", 7, false, false)))) {
          Network net =
              Networks.of(
                  "residual with branch scale "
                      + scale
                      + " and "
                      + (shortcut.isEmpty() ? "identity" : "projection"),
                  Shape.of(7),
                  new Residual("block", branch, shortcut, scale, 0, 1));
          agreement(rule).forward(Case.of(net, 3, draw), precision);
        }
      }
    }
  }

  @Test
  default void rule2_08_flattenIsRowMajorAndPoolingIsTheMeanOverPositions() {
    Rule rule = rule("2.8");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (Shape input : List.of(Shape.of(3, 5, 2), Shape.of(1, 1, 1), Shape.of(17, 3, 3))) {
        Network flat = Networks.of("flatten " + input, input, new Flatten("flat"));
        agreement(rule).forward(Case.of(flat, 3, draw), precision);
        Network pool = Networks.of("pool " + input, input, new GlobalAveragePool("pool"));
        agreement(rule).forward(Case.of(pool, 3, draw), precision);
      }
      Network already = Networks.of("flatten of a flat sample", Shape.of(7), new Flatten("flat"));
      agreement(rule).forward(Case.of(already, 3, draw), precision);
    }
  }

  @Test
  default void rule2_09_creluAppendsTheNegativePartAlongTheFeatureAxis() {
    Rule rule = rule("2.9");
    Draw draw = draw(rule);
    Activation crelu = Activation.of("crelu", Nonlinearity.CRELU);
    for (Precision precision : precisions()) {
      for (Shape input : List.of(Shape.of(1), Shape.of(7), Shape.of(3, 2, 5))) {
        Network net = Networks.of("crelu of " + input, input, crelu);
        agreement(rule).forward(Case.of(net, 3, draw), precision);
      }
    }
  }

  @Test
  default void rule2_15_scaleMultipliesEverythingByOneNumber() {
    Rule rule = rule("2.15");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (Shape input : List.of(Shape.of(1), Shape.of(7), Shape.of(3, 2, 5))) {
        Network net = Networks.of("scale of " + input, input, new Scale("scale"));
        agreement(rule).forward(Case.of(net, 3, draw), precision);
      }
    }
  }

  private static Case given(Network net, Tensor inputs) {
    Tensor ones = Tensor.filled(net.output().batched(inputs.shape().dim(0)), 1);
    Objective sum = new Objective.Cotangent(ones);
    return new Case(net.name(), net, new Draw(null).parameters(net), inputs, sum, Mode.TRAIN);
  }

  private static Tensor plusMinus(double[] points, double magnitude) {
    double[] both = new double[2 * points.length];
    for (int k = 0; k < points.length; k++) {
      both[2 * k] = magnitude * points[k];
      both[2 * k + 1] = -magnitude * points[k];
    }
    return Tensor.of(Shape.of(2, points.length), both);
  }

  /** The same case with row i of weight_v scaled by 1 + i/4: the output must not change by it. */
  private static Case scaledRows(Case c) {
    Parameters p = c.parameters();
    for (String name : p.names()) {
      if (!name.endsWith(".weight_v")) continue;
      double[] v = p.get(name).data().clone();
      int fanIn = v.length / p.get(name).shape().dim(0);
      for (int k = 0; k < v.length; k++) v[k] *= 1 + k / fanIn / 4.0;
      p = p.with(name, Tensor.of(p.get(name).shape(), v));
    }
    return c.with(p);
  }
}
