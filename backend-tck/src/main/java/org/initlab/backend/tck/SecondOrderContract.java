package org.initlab.backend.tck;

import java.util.List;
import java.util.Map;
import org.initlab.backend.tck.oracle.FiniteDifferences;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Chapter 4: Hessian-vector products. Where none are declared, each test asserts the error. */
public interface SecondOrderContract extends ContractSubject {
  /** The check of one rule on a model in one precision. */
  interface HvpCheck {
    void on(Rule rule, Draw draw, Precision precision);
  }

  private void inEveryPrecision(String number, HvpCheck check) {
    Rule rule = rule(number);
    if (!declaresHvp()) {
      CapabilityContract.refusesHvp(this, rule("6.5"));
      return;
    }
    Draw draw = draw(rule);
    for (Precision precision : precisions()) check.on(rule, draw, precision);
  }

  @Test
  default void rule4_01_hessianOfALinearNetworkIsTheCovarianceOfItsInputs() {
    inEveryPrecision("4.1", this::linear);
  }

  /** L = Σ(Wx − t)²/(N·K), so H·V = 2/(N·K) · V·XᵀX whatever W and t are. */
  private void linear(Rule rule, Draw draw, Precision precision) {
    for (int in : new int[] {1, 3, 17}) {
      for (int out : new int[] {1, 2, 7}) {
        int samples = 5;
        String what = "linear " + in + "→" + out;
        Network net = Networks.of(what, Shape.of(in), Networks.dense("fc", out, false, false));
        Case c = Case.of(net, samples, draw);
        c = c.with(draw.squaredError(net, samples)).in(precision);
        Tensor v = Case.rounded(draw.direction(net).get("fc.weight"), precision);
        double[] x = c.inputs().data();
        double[] expected = new double[out * in];
        for (int o = 0; o < out; o++)
          for (int i = 0; i < in; i++)
            for (int j = 0; j < in; j++)
              for (int n = 0; n < samples; n++) {
                double term = v.data()[o * in + j] * x[n * in + j] * x[n * in + i];
                expected[o * in + i] += 2 * term / (samples * out);
              }
        Parameters direction = Parameters.of(Map.of("fc.weight", v));
        Parameters closed = Parameters.of(Map.of("fc.weight", Tensor.of(v.shape(), expected)));
        try (Model model = backend().compile(net, c.parameters(), options(precision))) {
          Parameters actual = product(model, c, direction);
          new HvpBound(this, c, precision).check(rule, closed, actual, 0);
        }
      }
    }
  }

  @Test
  default void rule4_02_hessianIsSymmetric() {
    inEveryPrecision("4.2", this::symmetric);
  }

  private void symmetric(Rule rule, Draw draw, Precision precision) {
    for (Network net :
        List.of(Networks.mlp(Nonlinearity.TANH, true), Networks.resnet(Nonlinearity.TANH))) {
      Case c = Case.of(net, 3, draw);
      c = c.with(draw.crossEntropy(net, 3)).in(precision);
      Parameters v = direction(draw, net, precision);
      Parameters w = direction(draw, net, precision);
      try (Model model = backend().compile(net, c.parameters(), options(precision))) {
        Parameters hv = product(model, c, v);
        Parameters hw = product(model, c, w);
        double allowed =
            new HvpBound(this, c, precision).absolute(hv)
                * (Flat.of(w).sumOfMagnitudes() + Flat.of(v).sumOfMagnitudes());
        rule.close(
            c.what() + ": vᵀHw against wᵀHv",
            Flat.of(w).dot(Flat.of(hv)),
            Flat.of(v).dot(Flat.of(hw)),
            allowed);
      }
    }
  }

  @Test
  default void rule4_03_productIsLinearInTheDirectionAtEveryScale() {
    inEveryPrecision("4.3", this::linearInDirection);
  }

  private void linearInDirection(Rule rule, Draw draw, Precision precision) {
    Network net = Networks.mlp(Nonlinearity.TANH, false);
    Case c = Case.of(net, 3, draw);
    c = c.with(draw.crossEntropy(net, 3)).in(precision);
    Parameters v = direction(draw, net, precision);
    HvpBound bound = new HvpBound(this, c, precision);
    try (Model model = backend().compile(net, c.parameters(), options(precision))) {
      Parameters once = product(model, c, v);
      // Powers of two scale without rounding.
      for (double factor : new double[] {2, -1, 0x1p20, 0x1p-20}) {
        Parameters scaled = product(model, c, v.map(t -> scaled(t, factor)));
        bound.check(rule, once, scaled.map(t -> scaled(t, 1 / factor)), 0);
      }
      Parameters zero = product(model, c, v.map(t -> Tensor.zeros(t.shape())));
      zero.asMap()
          .forEach(
              (name, t) -> rule.close("H·0 for '" + name + "'", Tensor.zeros(t.shape()), t, 0));
    }
  }

  @Test
  default void rule4_04_productMatchesDifferencesOfTheOraclesGradients() {
    inEveryPrecision("4.4", this::differences);
  }

  private void differences(Rule rule, Draw draw, Precision precision) {
    for (Network net : Networks.all()) {
      boolean smooth = Networks.smooth().contains(net);
      double step = smooth ? FiniteDifferences.SMOOTH_STEP : FiniteDifferences.KINKED_STEP;
      for (Mode mode : Networks.modes(net)) {
        Case drawn = Case.of(net.name(), net, 3, mode, draw);
        for (Objective objective :
            List.of(draw.crossEntropy(net, 3), draw.squaredError(net, 3), drawn.objective())) {
          Case c = drawn.with(objective).in(precision);
          Parameters v = direction(draw, net, precision);
          Parameters expected =
              FiniteDifferences.hessianVectorProduct(
                  net, c.parameters(), c.inputs(), c.objective(), mode, v, step);
          try (Model model = backend().compile(net, c.parameters(), options(precision))) {
            // What the differences themselves are off by, see FiniteDifferences.
            double own = smooth ? 1e-10 : 1e-9;
            new HvpBound(this, c, precision).check(rule, expected, product(model, c, v), own);
          }
        }
      }
    }
  }

  @Test
  default void rule4_05_productLeavesNoTrace() {
    inEveryPrecision("4.5", this::noTrace);
  }

  private void noTrace(Rule rule, Draw draw, Precision precision) {
    Network net = Networks.resnet(Nonlinearity.TANH);
    Case c = Case.of(net, 3, draw).in(precision);
    Parameters v = direction(draw, net, precision);
    try (Model model = backend().compile(net, c.parameters(), options(precision))) {
      Parameters before = model.parameters();
      Parameters once = product(model, c, v);
      agreement(rule).gradients(c, precision, model);
      new HvpBound(this, c, precision).check(rule, once, product(model, c, v), 0);
      model.gradients(c.inputs(), c.objective(), c.mode(), GradientRequest.PARAMETERS);
      LifecycleContract.sameParameters(rule, "after the product", before, model.parameters());
    }
  }

  private static Parameters product(Model model, Case c, Parameters direction) {
    return model.hessianVectorProduct(c.inputs(), c.objective(), c.mode(), direction);
  }

  /** A random direction of Euclidean length 1. */
  private static Parameters direction(Draw draw, Network net, Precision precision) {
    Parameters v = draw.direction(net);
    double length = Math.sqrt(Flat.of(v).dot(Flat.of(v)));
    return v.map(t -> Case.rounded(scaled(t, 1 / length), precision));
  }

  private static Tensor scaled(Tensor tensor, double factor) {
    double[] data = tensor.data().clone();
    for (int k = 0; k < data.length; k++) data[k] *= factor;
    return Tensor.of(tensor.shape(), data);
  }
}
