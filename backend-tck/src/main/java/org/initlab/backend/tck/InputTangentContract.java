package org.initlab.backend.tck;

import org.initlab.backend.tck.oracle.Oracle;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Precision;
import org.initlab.core.network.Network;
import org.initlab.core.stats.Differences;
import org.initlab.core.stats.ErrorBound;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Chapter 3, last part: products of the Jacobian with a direction of the input. */
public interface InputTangentContract extends ContractSubject {
  @Test
  default void rule3_16_jacobianVectorProductsAreTheTransposeOfTheOraclesGradients() {
    Rule rule = rule("3.16");
    Draw draw = draw(rule);
    for (Precision precision : precisions()) {
      for (Network net : Networks.all()) {
        for (Mode mode : Networks.modes(net)) {
          Case c = Case.of(net.name(), net, 3, mode, draw).in(precision);
          Tensor v = Case.rounded(draw.inputs(net, 3), precision);
          transposed(rule, c, v, precision);
        }
      }
    }
  }

  /** c·(Jv) = (Jᵀc)·v, for a direction of order 1 and for those 2²⁰ times as long and as short. */
  private void transposed(Rule rule, Case c, Tensor v, Precision precision) {
    Oracle.Differential d = c.oracle().gradients(c.inputs(), c.objective(), c.mode());
    Tensor y = c.oracle().forward(c.inputs(), c.mode()).get(c.network().probePoints().size() - 1);
    Tensor cotangent = ((Objective.Cotangent) c.objective()).cotangent();
    double expected = dot(d.input(), v);
    double largest = Differences.maxAbs(d.input());
    double allowed =
        relativeBound(c, y, precision) * Math.max(1, largest) * magnitudes(v) + Float.MIN_NORMAL;
    try (Model model = backend().compile(c.network(), c.parameters(), options(precision))) {
      for (double factor : new double[] {1, 0x1p20, 0x1p-20}) {
        Tensor jv = model.jacobianVectorProduct(c.inputs(), scaled(v, factor), c.mode());
        String what = c.what() + ": J·v, v times " + factor;
        rule.same(what + ", shape", y.shape(), jv.shape());
        rule.close(what + ", along a cotangent", expected, dot(cotangent, jv) / factor, allowed);
      }
      Tensor none = model.jacobianVectorProduct(c.inputs(), scaled(v, 0), c.mode());
      rule.close(c.what() + ": J·0", Tensor.zeros(y.shape()), none, 0);
    }
  }

  /**
   * Of a value of Jᵀc relative to its largest: tangents double the work of a pass, so 4β with β the
   * bound of a gradient; differences of outputs with a step of order u^(1/3) err as {@link
   * HvpBound} has it.
   */
  private double relativeBound(Case c, Tensor y, Precision precision) {
    ErrorBound bounds =
        ErrorBound.of(c.network(), c.samples(), precision).forObjective(c.objective(), y);
    double beta = bounds.inputGradient();
    if (declares(Capability.EXACT_HVP)) return 4 * beta;
    double u = precision.unitRoundoff();
    return 16 * beta / Math.cbrt(u) + 1e3 * Math.cbrt(u * u);
  }

  private static double dot(Tensor x, Tensor y) {
    double sum = 0;
    for (int i = 0; i < x.size(); i++) sum += x.data()[i] * y.data()[i];
    return sum;
  }

  private static double magnitudes(Tensor x) {
    double sum = 0;
    for (double value : x.data()) sum += Math.abs(value);
    return sum;
  }

  private static Tensor scaled(Tensor x, double factor) {
    double[] data = x.data().clone();
    for (int i = 0; i < data.length; i++) data[i] *= factor;
    return Tensor.of(x.shape(), data);
  }
}
