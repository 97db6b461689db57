package org.initlab.backend.tck;

import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** Models with one mistake in their Hessian-vector products. */
final class BrokenProducts {
  private BrokenProducts() {}

  /** Second-order gradients that are silently zero, as one engine's fully connected layer gives. */
  static OracleModel zero(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Parameters hessianVectorProduct(
          Tensor inputs, Objective objective, Mode mode, Parameters direction) {
        return super.hessianVectorProduct(inputs, objective, mode, direction)
            .map(t -> Tensor.zeros(t.shape()));
      }
    };
  }

  /** One array of the product twice as large. */
  static OracleModel asymmetric(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Parameters hessianVectorProduct(
          Tensor inputs, Objective objective, Mode mode, Parameters direction) {
        Parameters hv = super.hessianVectorProduct(inputs, objective, mode, direction);
        String first = hv.names().iterator().next();
        return hv.with(first, scaled(hv.get(first), 2));
      }
    };
  }

  /** Differences with one step, however long the direction is. */
  static OracleModel stepNotScaled(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      double step(double largest) {
        return 1e-5;
      }
    };
  }

  /** Leaves the parameters where the last difference was taken. */
  static OracleModel parametersLeftMoved(
      OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Parameters hessianVectorProduct(
          Tensor inputs, Objective objective, Mode mode, Parameters direction) {
        Parameters hv = super.hessianVectorProduct(inputs, objective, mode, direction);
        Parameters there = parameters();
        for (String name : direction.names()) {
          Tensor moved = sum(there.get(name), -1e-5, direction.get(name));
          there = there.with(name, round(moved));
        }
        replace(there);
        return hv;
      }
    };
  }

  /** Products with the Jacobian that are silently zero. */
  static OracleModel zeroTangent(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Tensor jacobianVectorProduct(Tensor inputs, Tensor direction, Mode mode) {
        Tensor jv = super.jacobianVectorProduct(inputs, direction, mode);
        return Tensor.zeros(jv.shape());
      }
    };
  }

  /** Differences of outputs with one step, however long the direction is. */
  static OracleModel tangentStepNotScaled(
      OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Tensor jacobianVectorProduct(Tensor inputs, Tensor direction, Mode mode) {
        double h = 1e-5;
        Tensor plus = forward(sum(inputs, h, direction), mode, Probe.NONE);
        Tensor minus = forward(sum(inputs, -h, direction), mode, Probe.NONE);
        return scaled(sum(plus, -1, minus), 1 / (2 * h));
      }
    };
  }

  /** Takes zero for every array that the direction lacks. */
  static OracleModel missingDirectionIsZero(
      OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      void requireDirection(Parameters direction) {}
    };
  }
}
