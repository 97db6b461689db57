package org.initlab.core.jacobian;

import java.util.Arrays;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.Probe;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Network;
import org.initlab.core.tensor.Tensor;

/**
 * J = ∂y/∂x of a network at one input, m×n: m output values by n input values, both row-major. Its
 * rows are vector-Jacobian products with the unit vectors, many of them in one call: a batch of
 * copies of the input, each with its own cotangent.
 *
 * <p>Batch normalization is taken in evaluation, where a sample's output depends on no other.
 */
public final class Jacobian {
  private final DMatrixRMaj matrix;

  private Jacobian(DMatrixRMaj matrix) {
    this.matrix = matrix;
  }

  /**
   * J at {@code input}.
   *
   * @param input one sample, of the network's input shape
   * @throws InvalidInputException if J does not fit into the memory that is free, or is not finite
   */
  public static Jacobian of(Model model, Tensor input) {
    return of(model, input, JacobianMemory.available());
  }

  /**
   * J at {@code input}.
   *
   * @param bytes that J and the decomposition may use
   */
  static Jacobian of(Model model, Tensor input, long bytes) {
    Network network = model.network();
    JacobianMemory.require(network, bytes);
    int m = network.output().size();
    int n = network.input().size();
    double[] rows = new double[m * n];
    int block = JacobianMemory.block(network);
    for (int first = 0; first < m; first += block) {
      int count = Math.min(block, m - first);
      double[] unit = new double[count * m];
      for (int r = 0; r < count; r++) unit[r * m + first + r] = 1;
      Tensor cotangents = Tensor.of(network.output().batched(count), unit);
      Tensor products = transposedProducts(model, input, cotangents);
      System.arraycopy(products.data(), 0, rows, first * n, count * n);
    }
    requireFinite(network, rows);
    return new Jacobian(DMatrixRMaj.wrap(m, n, rows));
  }

  /** Jᵀc for every cotangent c of a batch, all at the same input. */
  static Tensor transposedProducts(Model model, Tensor input, Tensor cotangents) {
    int count = cotangents.shape().dim(0);
    double[] copies = new double[count * input.size()];
    for (int r = 0; r < count; r++) {
      System.arraycopy(input.data(), 0, copies, r * input.size(), input.size());
    }
    return model
        .gradients(
            Tensor.of(model.network().input().batched(count), copies),
            new Objective.Cotangent(cotangents),
            Mode.EVAL,
            new GradientRequest(false, true, Probe.NONE))
        .input()
        .orElseThrow();
  }

  private static void requireFinite(Network network, double[] rows) {
    int n = network.input().size();
    for (int i = 0; i < rows.length; i++) {
      if (Double.isFinite(rows[i])) continue;
      throw new InvalidInputException(
          "the Jacobian of network '"
              + network.name()
              + "' is not finite at this input: ∂y["
              + i / n
              + "]/∂x["
              + i % n
              + "] is "
              + rows[i]);
    }
  }

  /** m. */
  public int outputs() {
    return matrix.numRows;
  }

  /** n. */
  public int inputs() {
    return matrix.numCols;
  }

  /** ∂y[output]/∂x[input]. */
  public double get(int output, int input) {
    return matrix.get(output, input);
  }

  /**
   * The chain rule: the Jacobian of this network after {@code first}, whose output is this one's
   * input. So a network too deep to be held at once is differentiated piece by piece.
   */
  public Jacobian after(Jacobian first) {
    if (first.outputs() != inputs()) {
      throw new InvalidInputException(
          "a Jacobian with "
              + inputs()
              + " inputs cannot come after one with "
              + first.outputs()
              + " outputs");
    }
    DMatrixRMaj product = new DMatrixRMaj(outputs(), first.inputs());
    CommonOps_DDRM.mult(matrix, first.matrix, product);
    return new Jacobian(product);
  }

  /** All min(m, n) of them, each to within about u·s_max·max(m, n), u the unit roundoff. */
  public SingularValues singularValues() {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, false, false, true);
    if (!svd.decompose(svd.inputModified() ? matrix.copy() : matrix)) {
      throw new IllegalStateException("the QR algorithm did not converge for a " + this);
    }
    return new SingularValues(
        Arrays.copyOf(svd.getSingularValues(), Math.min(matrix.numRows, matrix.numCols)));
  }

  /**
   * The eigenvalues, each as real and imaginary part, in no order.
   *
   * @throws InvalidInputException unless there are as many outputs as inputs
   */
  public double[][] eigenvalues() {
    if (outputs() != inputs()) {
      throw new InvalidInputException("a " + this + " has no eigenvalues, only a square one");
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(inputs(), false);
    if (!eigen.decompose(eigen.inputModified() ? matrix.copy() : matrix)) {
      throw new IllegalStateException("the QR algorithm did not converge for a " + this);
    }
    double[][] values = new double[inputs()][];
    for (int i = 0; i < values.length; i++) {
      Complex_F64 value = eigen.getEigenvalue(i);
      values[i] = new double[] {value.real, value.imaginary};
    }
    return values;
  }

  @Override
  public String toString() {
    return "Jacobian[" + outputs() + "×" + inputs() + "]";
  }
}
