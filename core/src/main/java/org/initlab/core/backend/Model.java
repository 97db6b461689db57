package org.initlab.core.backend;

import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/**
 * A network with parameters, living in an engine. Used by one thread at a time. Only {@link
 * #update}, {@link #accumulate} and {@link #restore} change it. After {@link #close()} every method
 * but close throws {@link IllegalStateException}.
 *
 * <p>Inputs are N×(input shape), finite, N ≥ 1; anything else is an {@code InvalidInputException}.
 * float32 models round inputs and parameters to float32 on entry and return float32 values widened
 * to float64.
 */
public interface Model extends AutoCloseable {
  Network network();

  CompileOptions options();

  /** The output, N×(output shape); every wanted state is shown to {@code states} on the way. */
  Tensor forward(Tensor inputs, Mode mode, Probe states);

  /**
   * The objective and what is requested of its gradients. Gradients never accumulate between calls.
   */
  Gradients gradients(Tensor inputs, Objective objective, Mode mode, GradientRequest request);

  /**
   * {@link #forward} and {@link #gradients} of the same batch: the states are shown to {@code
   * states} on the way, before any gradient. An engine that keeps them for its backward pass anyway
   * computes them once.
   */
  default Gradients gradients(
      Tensor inputs, Objective objective, Mode mode, GradientRequest request, Probe states) {
    forward(inputs, mode, states);
    return gradients(inputs, objective, mode, request);
  }

  /**
   * H·v, H the Hessian of the objective with respect to all trainable parameters.
   *
   * @param direction v, one array for every trainable parameter
   * @return one array for every trainable parameter
   */
  Parameters hessianVectorProduct(
      Tensor inputs, Objective objective, Mode mode, Parameters direction);

  /**
   * J·v, the derivative of the output along {@code direction}, J the Jacobian of the outputs of the
   * whole batch with respect to its inputs; the counterpart of {@link Objective.Cotangent}. Exact
   * up to rounding where an engine carries tangents; otherwise central differences of {@link
   * #forward}, off by order u^(2/3) (see the backend contract, rule 3.16).
   *
   * @param direction v, finite, of the shape of {@code inputs}
   * @return of the shape of the output batch
   */
  default Tensor jacobianVectorProduct(Tensor inputs, Tensor direction, Mode mode) {
    return DifferencedJvp.of(this, inputs, direction, mode);
  }

  /**
   * Adds {@code weight}·∇L to the gradient accumulated in the engine, in {@link Mode#TRAIN}, and
   * moves the running statistics of batch normalization; returns the objective.
   */
  double accumulate(Tensor inputs, Objective objective, double weight);

  /**
   * {@link #accumulate(Tensor, Objective, double)}; the states of its forward pass are shown to
   * {@code states} on the way.
   */
  default double accumulate(Tensor inputs, Objective objective, double weight, Probe states) {
    forward(inputs, Mode.TRAIN, states);
    return accumulate(inputs, objective, weight);
  }

  /**
   * ‖g‖₂ of the gradient accumulated since the last update, over all trainable parameters; 0 if
   * there is none. Summed in float64.
   */
  double gradientNorm();

  /** Updates every trainable parameter from the accumulated gradient and clears that. */
  void update(UpdateRule rule);

  /** One optimizer step on one batch; returns the objective before it. */
  default double step(Tensor inputs, Objective objective, UpdateRule rule) {
    double loss = accumulate(inputs, objective, 1);
    update(rule);
    return loss;
  }

  /** What the optimizer remembers between updates, copied to the host. */
  OptimizerState optimizerState();

  /**
   * Puts the optimizer into a state that {@link #optimizerState} gave, and clears the accumulated
   * gradient. A model compiled from the parameters of another, with its state restored, goes on as
   * the other would.
   *
   * @throws org.initlab.core.error.InvalidInputException if the state does not fit the network
   */
  void restore(OptimizerState state);

  /** The present parameters and buffers, copied to the host. */
  Parameters parameters();

  /** Frees what the engine holds; a second call does nothing. */
  @Override
  void close();
}
