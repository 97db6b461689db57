package org.initlab.experiments.saxe2014;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * The data of Saxe et al. 2014, Figure 3: items are the leaves of a binary tree, each with many
 * features that are ±1 with probability ½ at the root and change their sign with probability 0.1
 * from a node to its child. Inputs are orthogonal, item k the k-th unit vector, so that the
 * input–output correlation Σ³¹ = Σ y xᵀ (features × items) has the items' features as columns.
 *
 * @param targets items × features
 * @param values s, the singular values of Σ³¹, descending
 * @param left U, features × items
 * @param right V, items × items
 */
record HierarchicalData(Tensor targets, double[] values, DMatrixRMaj left, DMatrixRMaj right) {
  private static final double FLIP = 0.1;

  static HierarchicalData draw(int levels, int features, Seed seed) {
    UniformRandomProvider random = seed.stream("saxe2014/tree");
    int items = 1 << levels;
    double[] data = new double[items * features];
    for (int f = 0; f < features; f++) {
      double[] nodes = {random.nextBoolean() ? 1 : -1};
      for (int l = 0; l < levels; l++) {
        double[] children = new double[2 * nodes.length];
        for (int c = 0; c < children.length; c++) {
          children[c] = random.nextDouble() < FLIP ? -nodes[c / 2] : nodes[c / 2];
        }
        nodes = children;
      }
      for (int i = 0; i < items; i++) data[i * features + f] = nodes[i];
    }
    return of(Tensor.of(Shape.of(items, features), data));
  }

  private static HierarchicalData of(Tensor targets) {
    int items = targets.shape().dim(0);
    int features = targets.shape().dim(1);
    DMatrixRMaj correlation = new DMatrixRMaj(features, items);
    for (int i = 0; i < items; i++) {
      for (int f = 0; f < features; f++) {
        correlation.set(f, i, targets.data()[i * features + f]);
      }
    }
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(features, items, true, true, true);
    if (!svd.decompose(correlation)) {
      throw new IllegalStateException("the singular value decomposition did not converge");
    }
    DMatrixRMaj u = svd.getU(null, false);
    DMatrixRMaj v = svd.getV(null, false);
    double[] s = Arrays.copyOf(svd.getSingularValues(), items);
    SingularOps_DDRM.descendingOrder(u, false, s, items, v, false);
    return new HierarchicalData(targets, s, u, v);
  }

  int items() {
    return targets.shape().dim(0);
  }

  int features() {
    return targets.shape().dim(1);
  }

  /** The inputs: the identity matrix. */
  Tensor inputs() {
    double[] identity = new double[items() * items()];
    for (int i = 0; i < items(); i++) identity[i * items() + i] = 1;
    return Tensor.of(Shape.of(items(), items()), identity);
  }

  /** u = Uᵀ Ŷ V of mode k (from 0), Ŷ the outputs, items × features. */
  double strength(Tensor outputs, int k) {
    double sum = 0;
    for (int i = 0; i < items(); i++) {
      double along = 0;
      for (int f = 0; f < features(); f++) {
        along += left.get(f, k) * outputs.data()[i * features() + f];
      }
      sum += along * right.get(i, k);
    }
    return sum;
  }
}
