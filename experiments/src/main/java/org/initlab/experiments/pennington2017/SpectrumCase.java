package org.initlab.experiments.pennington2017;

import java.util.Locale;
import org.initlab.core.init.Initializer;
import org.initlab.core.init.Normal;
import org.initlab.core.init.Orthogonal;
import org.initlab.core.init.VarianceScaling;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.theory.CriticalLine;
import org.initlab.core.theory.DualActivation;
import org.initlab.core.theory.spectrum.JacobianSpectrum;
import org.initlab.core.theory.spectrum.WeightEnsemble;
import org.initlab.experiments.DeepChain;

/** A critical network whose Jacobian is looked at: activation, ensemble of weights and q*. */
enum SpectrumCase {
  TANH_ORTHOGONAL(Nonlinearity.TANH, false, 1.0 / 64),
  HARD_TANH_ORTHOGONAL(Nonlinearity.HARD_TANH, false, 0.1),
  RELU_ORTHOGONAL(Nonlinearity.RELU, false, 1),
  TANH_GAUSSIAN(Nonlinearity.TANH, true, 1.0 / 64),
  RELU_GAUSSIAN(Nonlinearity.RELU, true, 1);

  private final Nonlinearity function;
  private final boolean gaussian;
  private final double qStar;

  SpectrumCase(Nonlinearity function, boolean gaussian, double qStar) {
    this.function = function;
    this.gaussian = gaussian;
    this.qStar = qStar;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String label() {
    return function.id().replace('_', ' ') + (gaussian ? ", Gaussian" : ", orthogonal");
  }

  boolean gaussian() {
    return gaussian;
  }

  /** Whether the spectrum stays close to 1 at the depths that are looked at. */
  boolean isometric() {
    return !gaussian && function != Nonlinearity.RELU;
  }

  double qStar() {
    return qStar;
  }

  /** σ_w² and σ_b² where χ₁ = 1 at q*; ReLU is critical at (2, 0) for every q. */
  CriticalLine.Point critical() {
    if (function == Nonlinearity.RELU) return new CriticalLine.Point(2, 0, qStar);
    return CriticalLine.atVariance(DualActivation.of(function, 0), qStar);
  }

  DeepChain chain(int width) {
    CriticalLine.Point point = critical();
    Initializer weights =
        gaussian
            ? new VarianceScaling(
                point.weightVariance(),
                VarianceScaling.Fan.FAN_IN,
                VarianceScaling.Distribution.NORMAL)
            : new Orthogonal(point.sigmaW());
    return new DeepChain(width, function, weights, new Normal(point.sigmaB()));
  }

  /** ‖x‖²/N of an input whose pre-activations have the variance q* from the first layer on. */
  double inputVariance() {
    CriticalLine.Point point = critical();
    return (qStar - point.biasVariance()) / point.weightVariance();
  }

  /** The spectrum for infinite width. */
  JacobianSpectrum limit(int layers) {
    WeightEnsemble weights = gaussian ? WeightEnsemble.GAUSSIAN : WeightEnsemble.ORTHOGONAL;
    return JacobianSpectrum.of(function, 0, critical().weightVariance(), qStar, weights, layers);
  }
}
