package org.initlab.backend.tck;

import java.util.List;
import org.initlab.backend.tck.oracle.FiniteDifferences;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Activation;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Scale;
import org.initlab.core.stats.Differences;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Chapter 3, first half: the gradients of each kind of layer and objective. */
public interface GradientContract extends ContractSubject {
  @Test
  default void rule3_01_denseGradientsMatchNaiveLoopsForOddSizesAndBatches() {
    Rule rule = rule("3.1");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (int in : LayerForwardContract.SIZES) {
        for (int out : LayerForwardContract.SIZES) {
          int samples = LayerForwardContract.SIZES[(in + out) % 5];
          String what = "dense " + in + "→" + out;
          boolean bias = (in + out) % 4 != 0;
          Network net = Networks.of(what, Shape.of(in), Networks.dense("fc", out, bias, false));
          agreement(rule).gradients(Case.of(net, samples, draw), precision);
        }
      }
    }
  }

  @Test
  default void rule3_02_convolutionGradientsMatchNaiveLoopsForOddSizesStridesAndPaddings() {
    Rule rule = rule("3.2");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (int kernel : new int[] {1, 2, 3, 5}) {
        for (int stride : new int[] {1, 2, 3}) {
          for (int padding : new int[] {0, 1, 2}) {
            int out = LayerForwardContract.SIZES[(kernel + padding) % 5];
            String what = "conv2d 3→" + out + " k" + kernel + " s" + stride + " p" + padding;
            Network net =
                Networks.of(
                    what,
                    Shape.of(3, 7, 5),
                    Networks.conv("conv", out, kernel, stride, padding, stride != 2, false));
            agreement(rule).gradients(Case.of(net, 1 + padding, draw), precision);
          }
        }
      }
    }
  }

  @Test
  default void rule3_03_derivativesOfNonlinearitiesMatchTheirDefinitions() {
    Rule rule = rule("3.3");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (Nonlinearity function : Nonlinearity.values()) {
        for (Shape input : List.of(Shape.of(17), Shape.of(3, 2, 5))) {
          Network net =
              Networks.of(function.id() + " of " + input, input, Networks.act("act", function));
          agreement(rule).gradients(Case.of(net, 7, draw), precision);
        }
      }
    }
  }

  @Test
  default void rule3_17_theGradientOfAScaleIsASumOverSamplesAndPositions() {
    Rule rule = rule("3.17");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (Shape input : List.of(Shape.of(1), Shape.of(17), Shape.of(3, 2, 5))) {
        Network net = Networks.of("scale of " + input, input, new Scale("scale"));
        agreement(rule).gradients(Case.of(net, 7, draw), precision);
      }
    }
  }

  @Test
  default void rule3_04_atKinksReluTakesTheLeftSlopeAndHardTanhZero() {
    Rule rule = rule("3.4");
    Tensor kinks = Tensor.of(Shape.of(1, 4), new double[] {0, -0.0, 1, -1});
    for (Precision precision : precisions()) {
      slopes(rule, precision, Nonlinearity.RELU, kinks, 0, 0, 1, 0);
      slopes(rule, precision, Nonlinearity.LEAKY_RELU, kinks, 0.25, 0.25, 1, 0.25);
      slopes(rule, precision, Nonlinearity.HARD_TANH, kinks, 1, 1, 0, 0);
      // Both halves of CReLU have derivative 0 at 0.
      slopes(rule, precision, Nonlinearity.CRELU, kinks, 0, 0, 1, -1);
    }
  }

  /** Gradients of Σφ at kinks; the slopes are exact in both precisions. */
  private void slopes(
      Rule rule, Precision precision, Nonlinearity function, Tensor at, double... expected) {
    Network net =
        Networks.of(function.id(), at.shape().unbatched(), new Activation("act", function, 0.25));
    Objective sum = new Objective.Cotangent(Tensor.filled(net.output().batched(1), 1));
    GradientRequest request = new GradientRequest(false, true, Probe.NONE);
    try (Model model =
        backend().compile(net, new Draw(null).parameters(net), CompileOptions.cpu(precision))) {
      Gradients g = model.gradients(at, sum, Mode.TRAIN, request);
      rule.close(
          "derivative of " + function.id() + " at 0, −0, 1, −1 in " + precision.id(),
          Tensor.of(at.shape(), expected),
          g.input().orElseThrow(() -> rule.failure("gradient of the input is missing")),
          0);
    }
  }

  @Test
  default void rule3_05_weightNormGradientsAreThoseOfGAndV() {
    Rule rule = rule("3.5");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (int size : LayerForwardContract.SIZES) {
        Network dense =
            Networks.of(
                "weight-normalized dense 7→" + size,
                Shape.of(7),
                Networks.dense("fc", size, true, true));
        agreement(rule).gradients(Case.of(dense, 3, draw), precision);
        Network conv =
            Networks.of(
                "weight-normalized conv2d 3→" + size,
                Shape.of(3, 5, 4),
                Networks.conv("conv", size, 3, 2, 1, true, true));
        agreement(rule).gradients(Case.of(conv, 2, draw), precision);
      }
    }
  }

  @Test
  default void rule3_06_batchNormGradientsGoThroughTheBatchStatisticsInTrainingOnly() {
    Rule rule = rule("3.6");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (Shape input : List.of(Shape.of(7), Shape.of(3, 5, 4))) {
        for (Mode mode : Mode.values()) {
          Network net =
              Networks.of("batch_norm of " + input, input, new BatchNorm("bn", 0.1, 1e-3));
          for (int samples : new int[] {3, 7}) {
            Case c = Case.of(net.name(), net, samples, mode, draw);
            agreement(rule).gradients(c, precision);
          }
        }
      }
    }
  }

  @Test
  default void rule3_07_gradientsOfWholeNetworksMatchTheOracleAtEveryState() {
    Rule rule = rule("3.7");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (Network net : Networks.all()) {
        for (Mode mode : Networks.modes(net)) {
          agreement(rule).gradients(Case.of(net.name(), net, 5, mode, draw), precision);
        }
      }
    }
  }

  @Test
  default void rule3_08_objectivesAndTheirGradientsMatchTheirDefinitions() {
    Rule rule = rule("3.8");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (int samples : new int[] {1, 2, 7}) {
        Case c = Case.of(Networks.mlp(Nonlinearity.TANH, false), samples, draw);
        agreement(rule).gradients(c.with(draw.crossEntropy(c.network(), samples)), precision);
        agreement(rule).gradients(c.with(draw.squaredError(c.network(), samples)), precision);
        agreement(rule).gradients(c.with(draw.cotangent(c.network(), samples)), precision);
      }
    }
  }

  @Test
  default void rule3_09_float64GradientsMatchFiniteDifferencesToOneMillionth() {
    Rule rule = rule("3.9");
    // Where float64 is not declared, rule 6.5 asserts the error instead.
    if (!declares(Capability.FLOAT64)) return;
    Draw draw = draw(rule);
    for (Network net : Networks.all()) {
      for (Mode mode : Networks.modes(net)) {
        Case c = Case.of(net.name(), net, 3, mode, draw);
        c = c.with(draw.crossEntropy(net, 3));
        Parameters expected =
            FiniteDifferences.parameters(net, c.parameters(), c.inputs(), c.objective(), mode);
        Tensor input =
            FiniteDifferences.input(net, c.parameters(), c.inputs(), c.objective(), mode);
        try (Model model =
            backend().compile(net, c.parameters(), CompileOptions.cpu(Precision.FLOAT64))) {
          GradientRequest request = new GradientRequest(true, true, Probe.NONE);
          Gradients g = model.gradients(c.inputs(), c.objective(), mode, request);
          // Differences are off by about 2e-11 in absolute terms, so a gradient is compared
          // relative to the largest of the network; 1e-6 of that is far above.
          double scale = Differences.maxAbs(input);
          for (Tensor t : expected.asMap().values()) scale = Math.max(scale, Differences.maxAbs(t));
          Parameters actual = agreement(rule).present(c, g);
          for (String name : expected.names()) {
            String what = c.what() + ": gradient of '" + name + "' against finite differences";
            rule.close(what, expected.get(name), actual.get(name), 1e-6, scale);
          }
          rule.close(
              c.what() + ": gradient of the input against finite differences",
              input,
              g.input().orElseThrow(() -> rule.failure("gradient of the input is missing")),
              1e-6,
              scale);
        }
      }
    }
  }
}
