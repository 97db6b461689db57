package org.initlab.experiments.saxe2014;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.initlab.core.linalg.HaarOrthogonal;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Dense;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.Role;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * A network of two weight matrices that starts with its modes decoupled and balanced: W²¹ = √u0·R
 * Vᵀ and W³² = √u0·U Rᵀ with U and V of the data and R any orthogonal matrix (Saxe et al. 2014,
 * section 1.2).
 */
final class DecoupledNetwork {
  private DecoupledNetwork() {}

  /** Items → as many hidden units → features; linear, or with a nonlinearity between. */
  static Network network(HierarchicalData data, Nonlinearity function) {
    Dense first = new Dense("fc1", data.items(), false, false, Role.LINEAR);
    Dense second = new Dense("fc2", data.features(), false, false, Role.LINEAR);
    List<Layer> layers =
        function == Nonlinearity.IDENTITY
            ? List.of(first, second)
            : List.of(first, Activation.of("act", function), second);
    return new Network("saxe-" + function.id(), Shape.of(data.items()), layers);
  }

  static Parameters parameters(HierarchicalData data, double u0, Seed seed) {
    int n = data.items();
    double[] haar = HaarOrthogonal.sample(n, n, seed.stream("saxe2014/hidden-rotation"));
    DMatrixRMaj r = DMatrixRMaj.wrap(n, n, haar);
    DMatrixRMaj first = new DMatrixRMaj(n, n);
    DMatrixRMaj second = new DMatrixRMaj(data.features(), n);
    CommonOps_DDRM.multTransB(Math.sqrt(u0), r, data.right(), first);
    CommonOps_DDRM.multTransB(Math.sqrt(u0), data.left(), r, second);
    return Parameters.of(Map.of("fc1.weight", tensor(first), "fc2.weight", tensor(second)));
  }

  private static Tensor tensor(DMatrixRMaj matrix) {
    return Tensor.of(Shape.of(matrix.numRows, matrix.numCols), matrix.data);
  }
}
