package org.initlab.backend.nativejava;

import org.initlab.backend.nativejava.kernel.Kernels;
import org.initlab.core.backend.Objective;
import org.initlab.core.tensor.Tensor;

/** An objective over the output of one batch: its value and where backward passes start. */
final class Objectives<A> {
  private final Kernels<A> kernels;
  private A buffer;

  Objectives(Kernels<A> kernels) {
    this.kernels = kernels;
  }

  /**
   * Writes weight·∂L/∂y and returns L, rounded to the precision.
   *
   * @param k numbers per sample of y
   */
  double seed(Objective objective, double weight, A y, A dy, int n, int k) {
    double loss;
    if (objective instanceof Objective.CrossEntropy ce) {
      loss = kernels.objective().crossEntropy(y, ce.labels(), weight, dy, n, k);
    } else if (objective instanceof Objective.MeanSquaredError mse) {
      A target = view(mse.targets());
      loss = kernels.objective().meanSquaredError(y, target, weight, dy, n * k);
    } else if (objective instanceof Objective.Cotangent c) {
      A cotangent = view(c.cotangent());
      loss = kernels.objective().cotangent(y, cotangent, weight, dy, n * k);
    } else {
      throw new AssertionError("no kernel for " + objective);
    }
    return kernels.storage().round(loss);
  }

  private A view(Tensor host) {
    A view = kernels.storage().view(host.data(), buffer);
    if (view != host.data()) buffer = view;
    return view;
  }

  /** Writes the tangent of ∂L/∂y along ẏ. */
  void seedTangent(Objective objective, A y, A yTangent, A dyTangent, int n, int k) {
    if (objective instanceof Objective.CrossEntropy) {
      kernels.objective().crossEntropyTangent(y, yTangent, dyTangent, n, k);
    } else if (objective instanceof Objective.MeanSquaredError) {
      kernels.vector().scale(2.0 / ((long) n * k), yTangent, dyTangent, n * k, false);
    } else {
      kernels.storage().clear(dyTangent, n * k); // linear in y
    }
  }
}
