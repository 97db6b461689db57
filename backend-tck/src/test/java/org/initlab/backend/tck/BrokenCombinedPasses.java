package org.initlab.backend.tck;

import java.util.Optional;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;

/** Models that are right but for the call that shows states and gradients of one batch. */
final class BrokenCombinedPasses {
  private BrokenCombinedPasses() {}

  /** Shows the states of evaluation, whatever the mode. */
  static OracleModel statesOfEvaluation(
      OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Gradients gradients(
          Tensor x, Objective objective, Mode mode, GradientRequest r, Probe states) {
        forward(x, Mode.EVAL, states);
        return gradients(x, objective, mode, r);
      }
    };
  }

  /** Shows the states when it is done with the gradients. */
  static OracleModel statesAfterGradients(
      OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Gradients gradients(
          Tensor x, Objective objective, Mode mode, GradientRequest r, Probe states) {
        Gradients g = gradients(x, objective, mode, r);
        forward(x, mode, states);
        return g;
      }
    };
  }

  /** Asks the probe of gradients which states are wanted. */
  static OracleModel probesConfused(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Gradients gradients(
          Tensor x, Objective objective, Mode mode, GradientRequest r, Probe states) {
        Probe confused =
            new Probe() {
              @Override
              public boolean wants(ProbePoint point) {
                return r.states().wants(point);
              }

              @Override
              public void accept(ProbePoint point, Tensor state) {
                states.accept(point, state);
              }
            };
        return super.gradients(x, objective, mode, r, confused);
      }
    };
  }

  /** Counts the gradients of the parameters once for the states and once more for the objective. */
  static OracleModel countedTwice(OracleBackend b, Network n, Parameters p, CompileOptions o) {
    return new OracleModel(b, n, p, o) {
      @Override
      public Gradients gradients(
          Tensor x, Objective objective, Mode mode, GradientRequest r, Probe states) {
        Gradients g = super.gradients(x, objective, mode, r, states);
        Optional<Parameters> twice = g.parameters().map(all -> all.map(t -> scaled(t, 2)));
        return new Gradients(g.loss(), twice, g.input());
      }
    };
  }
}
