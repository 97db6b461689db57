package org.initlab.backend.tck;

import java.util.LinkedHashMap;
import java.util.Map;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** Models that take what they must reject, or fail as they must not. */
final class BrokenChecks {
  private BrokenChecks() {}

  /** Takes any batch with the right number of values. */
  static OracleModel anyShape(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Tensor forward(Tensor inputs, Mode mode, Probe states) {
        if (inputs.size() % n.input().size() != 0) return super.forward(inputs, mode, states);
        int samples = inputs.size() / n.input().size();
        return super.forward(inputs.reshaped(n.input().batched(samples)), mode, states);
      }
    };
  }

  /** Replaces what is not finite by zero. */
  static OracleModel nanAccepted(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Tensor forward(Tensor inputs, Mode mode, Probe states) {
        double[] data = inputs.data().clone();
        for (int k = 0; k < data.length; k++) if (!Double.isFinite(data[k])) data[k] = 0;
        return super.forward(Tensor.of(inputs.shape(), data), mode, states);
      }
    };
  }

  /** Counts labels round the classes. */
  static OracleModel labelsWrapped(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Gradients gradients(Tensor x, Objective objective, Mode mode, GradientRequest r) {
        if (objective instanceof Objective.CrossEntropy ce && n.output().rank() == 1) {
          int[] labels = ce.labels().clone();
          int classes = n.output().dim(0);
          for (int k = 0; k < labels.length; k++) labels[k] = Math.floorMod(labels[k], classes);
          objective = new Objective.CrossEntropy(labels);
        }
        return super.gradients(x, objective, mode, r);
      }
    };
  }

  /** Takes the parameters that it knows and leaves the others. */
  static Backend superfluousParametersIgnored() {
    return new OracleBackend() {
      @Override
      public Model compile(Network network, Parameters parameters, CompileOptions options) {
        Map<String, Tensor> known = new LinkedHashMap<>(parameters.asMap());
        known.keySet().retainAll(network.parameters().stream().map(ParameterSpec::name).toList());
        return super.compile(network, Parameters.of(known), options);
      }
    };
  }

  /** Moves the running statistics before it looks at the objective. */
  static OracleModel halfDone(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public double accumulate(Tensor inputs, Objective objective, double weight) {
        if (inputs.isFinite() && inputs.shape().dim(0) > 1) replace(moved(inputs));
        return super.accumulate(inputs, objective, weight);
      }
    };
  }

  /** Swallows what a probe throws. */
  static OracleModel probeFailureSwallowed(
      OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Tensor forward(Tensor inputs, Mode mode, Probe states) {
        try {
          return super.forward(inputs, mode, states);
        } catch (CapabilityContract.ProbeFailure e) {
          return super.forward(inputs, mode, Probe.NONE);
        }
      }
    };
  }

  /** Trains a batch normalization on a single value, whose unbiased variance is 0/0. */
  static OracleModel varianceOfOneValue(
      OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      void requireVariance(int samples) {}
    };
  }
}
