package org.initlab.backend.tck;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Chapter 7: numbers at the edges of what floating point holds. */
public interface NumericsContract extends ContractSubject {
  @Test
  default void rule7_01_float64AgreesToTenDigitsAtDepthOneHundred() {
    // Where float64 is not declared, rule 6.5 asserts the error instead.
    if (!declares(Capability.FLOAT64)) return;
    Rule rule = rule("7.1");
    Draw draw = draw(rule);
    Network tanh = Networks.deep(100, 16, Nonlinearity.TANH);
    Network residual = Networks.deepResidual(50, 16);
    for (Network net : List.of(tanh, residual)) {
      Case c = Case.of(net, 3, draw);
      List<Tensor> expected = c.oracle().forward(c.inputs(), c.mode());
      var gradients = c.oracle().gradients(c.inputs(), c.objective(), c.mode());
      Recorder states = Recorder.ofAll();
      Recorder stateGradients = Recorder.ofAll();
      try (Model model = backend().compile(net, c.parameters(), options(Precision.FLOAT64))) {
        model.forward(c.inputs(), c.mode(), states);
        model.gradients(
            c.inputs(), c.objective(), c.mode(), GradientRequest.states(stateGradients));
      }
      for (ProbePoint p : net.probePoints()) {
        String what = net.name() + ": layer '" + p.layer() + "'";
        rule.close(what, expected.get(p.index()), states.at(p, what, rule), 1e-10);
        Tensor gradient = gradients.states().get(p.index());
        rule.close(what + ": gradient", gradient, stateGradients.at(p, what, rule), 1e-10);
      }
    }
  }

  @Test
  default void rule7_02_float32ModelsReturnFloat32Values() {
    if (!declares(Capability.FLOAT32)) return;
    Rule rule = rule("7.2");
    Draw draw = draw(rule);
    Network net = Networks.resnet(Nonlinearity.GELU);
    Case c = Case.of(net, 3, draw);
    Recorder recorder = Recorder.ofAll();
    try (Model model = backend().compile(net, c.parameters(), options(Precision.FLOAT32))) {
      float32(rule, "output", model.forward(c.inputs(), c.mode(), recorder));
      GradientRequest everything = new GradientRequest(true, true, recorder);
      Gradients g = model.gradients(c.inputs(), c.objective(), c.mode(), everything);
      g.parameters().ifPresent(p -> p.asMap().forEach((n, t) -> float32(rule, "∂L/∂" + n, t)));
      g.input().ifPresent(t -> float32(rule, "∂L/∂input", t));
      for (Recorder.Sighting s : recorder.seen()) {
        float32(rule, "what was shown at '" + s.point().layer() + "'", s.state());
      }
    }
  }

  private static void float32(Rule rule, String what, Tensor tensor) {
    for (double v : tensor.data()) {
      rule.require((float) v == v, what + " has a value that float32 has not: " + v);
    }
  }

  @Test
  default void rule7_03_crossEntropyOfLogitsOfAnySizeDoesNotOverflow() {
    Rule rule = rule("7.3");
    Network net =
        Networks.of("logits", Shape.of(3), Networks.act("identity", Nonlinearity.IDENTITY));
    Objective labels = new Objective.CrossEntropy(new int[] {1, 0});
    for (Precision precision : precisions()) {
      double huge = precision == Precision.FLOAT32 ? 0x1p120 : 0x1p1000;
      for (double size : new double[] {1000, 1e6, huge}) {
        double[] logits = {size, -size, 0, size, 0, -size};
        Tensor inputs = Case.rounded(Tensor.of(Shape.of(2, 3), logits), precision);
        try (Model model = backend().compile(net, Parameters.of(Map.of()), options(precision))) {
          Gradients g =
              model.gradients(
                  inputs, labels, Mode.EVAL, new GradientRequest(false, true, Probe.NONE));
          // Saturated, the softmax is 1 for the largest: losses 2·size and 0, mean size.
          double u = precision.unitRoundoff();
          double expected = inputs.data()[0];
          rule.close("cross-entropy of logits ±" + size, expected, g.loss(), 8 * u * expected);
          rule.close(
              "its gradient at logits ±" + size,
              Tensor.of(inputs.shape(), new double[] {0.5, -0.5, 0, 0, 0, 0}),
              g.input().orElseThrow(() -> rule.failure("gradient of the input is missing")),
              4 * u);
        }
      }
    }
  }

  @Test
  default void rule7_04_statesThatOverflowAreShownAsSuch() {
    Rule rule = rule("7.4");
    Network net =
        Networks.of(
            "exploding",
            Shape.of(2),
            Networks.dense("fc1", 2, false, false),
            Networks.dense("fc2", 2, false, false),
            Networks.dense("fc3", 2, false, false));
    for (Precision precision : precisions()) {
      double large = precision == Precision.FLOAT32 ? 0x1p70 : 0x1p600;
      Map<String, Tensor> weights = new LinkedHashMap<>();
      for (ParameterSpec s : net.parameters()) {
        weights.put(s.name(), Tensor.filled(s.shape(), large));
      }
      Tensor ones = Tensor.filled(Shape.of(3, 2), 1);
      Recorder states = Recorder.ofAll();
      try (Model model = backend().compile(net, Parameters.of(weights), options(precision))) {
        model.forward(ones, Mode.EVAL, states);
        model.gradients(ones, new Objective.Cotangent(ones), Mode.EVAL, GradientRequest.PARAMETERS);
      }
      Tensor first = states.at(net.probePoints().get(0), "exploding", rule);
      rule.sameBits("state before the overflow", Tensor.filled(first.shape(), 2 * large), first);
      Tensor second = states.at(net.probePoints().get(1), "exploding", rule);
      Tensor infinite = Tensor.filled(second.shape(), Double.POSITIVE_INFINITY);
      rule.sameBits("state that overflows in " + precision.id(), infinite, second);
    }
  }

  @Test
  default void rule7_05_whatReluCutsIsExactlyZero() {
    Rule rule = rule("7.5");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (Network net :
          List.of(Networks.mlp(Nonlinearity.RELU, false), Networks.cnn(Nonlinearity.RELU, true))) {
        Case c = Case.of(net, 7, draw).in(precision);
        List<Tensor> expected = c.oracle().forward(c.inputs(), c.mode());
        List<Tensor> gradients = c.oracle().gradients(c.inputs(), c.objective(), c.mode()).states();
        Recorder states = Recorder.ofAll();
        Recorder back = Recorder.ofAll();
        try (Model model = backend().compile(net, c.parameters(), options(precision))) {
          model.forward(c.inputs(), c.mode(), states);
          model.gradients(c.inputs(), c.objective(), c.mode(), GradientRequest.states(back));
        }
        for (ProbePoint p : net.probePoints()) {
          if (p.layer().startsWith("act")) {
            sameZeros(rule, c, p, expected.get(p.index()), states.at(p, c.what(), rule));
          }
          // Behind the first two layers every gradient of a pre-activation is cut by a ReLU.
          if (p.layer().equals("fc1") || p.layer().startsWith("conv")) {
            sameZeros(rule, c, p, gradients.get(p.index()), back.at(p, c.what(), rule));
          }
        }
      }
    }
  }

  @Test
  default void rule7_06_activationsKeepWhatIsNotANumber() {
    Rule rule = rule("7.6");
    for (Nonlinearity function : Nonlinearity.values()) {
      Network net =
          Networks.of(
              function.id() + " of NaN",
              Shape.of(2),
              Networks.dense("fc1", 2, false, false),
              Networks.dense("fc2", 2, false, false),
              Networks.dense("fc3", 2, false, false),
              Networks.act("act", function));
      for (Precision precision : precisions()) {
        double large = precision == Precision.FLOAT32 ? 0x1p70 : 0x1p600;
        Tensor huge = Tensor.filled(Shape.of(2, 2), large);
        // ∞ − ∞ in both units.
        Tensor difference = Tensor.of(Shape.of(2, 2), new double[] {1, -1, -1, 1});
        Parameters weights =
            Parameters.of(Map.of("fc1.weight", huge, "fc2.weight", huge, "fc3.weight", difference));
        Recorder states = Recorder.ofAll();
        try (Model model = backend().compile(net, weights, options(precision))) {
          model.forward(Tensor.filled(Shape.of(3, 2), 1), Mode.EVAL, states);
        }
        for (ProbePoint p : net.probePoints().subList(2, 4)) {
          for (double v : states.at(p, net.name(), rule).data()) {
            rule.require(
                Double.isNaN(v),
                net.name()
                    + " in "
                    + precision.id()
                    + ": '"
                    + p.layer()
                    + "' must be NaN, was "
                    + v);
          }
        }
      }
    }
  }

  private static void sameZeros(Rule rule, Case c, ProbePoint p, Tensor expected, Tensor actual) {
    for (int k = 0; k < expected.size(); k++) {
      if (expected.data()[k] != 0) continue;
      rule.require(
          actual.data()[k] == 0,
          c.what()
              + ": element "
              + k
              + " at '"
              + p.layer()
              + "' must be 0, was "
              + actual.data()[k]);
    }
  }
}
