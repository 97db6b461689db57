package org.initlab.core.jacobian;

import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.hessian.SymmetricOperator;
import org.initlab.core.network.Network;
import org.initlab.core.tensor.Tensor;

/**
 * JᵀJ, or JJᵀ where the output is the smaller side, of the Jacobian at one input, by one product
 * with J and one with Jᵀ. Its eigenvalues are the squares of all min(m, n) singular values. Batch
 * normalization is taken in evaluation.
 */
public final class JacobianOperator implements SymmetricOperator {
  private final Model model;
  private final Tensor sample;
  private final Tensor batch;
  private final boolean inputSide;

  /**
   * @param model is neither changed nor closed
   * @param input one sample, of the network's input shape
   */
  public JacobianOperator(Model model, Tensor input) {
    Network network = model.network();
    this.model = model;
    this.sample = input;
    this.batch = input.reshaped(network.input().batched(1));
    this.inputSide = network.input().size() <= network.output().size();
  }

  /** min(m, n). */
  @Override
  public int dimension() {
    return inputSide ? sample.size() : model.network().output().size();
  }

  @Override
  public double[] apply(double[] v) {
    return inputSide ? transposed(product(v)) : product(transposed(v));
  }

  private double[] product(double[] v) {
    Tensor direction = Tensor.of(batch.shape(), v);
    return model.jacobianVectorProduct(batch, direction, Mode.EVAL).data();
  }

  private double[] transposed(double[] c) {
    Tensor cotangent = Tensor.of(model.network().output().batched(1), c);
    return Jacobian.transposedProducts(model, sample, cotangent).data();
  }
}
