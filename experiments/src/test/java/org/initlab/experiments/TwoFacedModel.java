package org.initlab.experiments;

import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.GradientRequest;
import org.initlab.core.backend.Gradients;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Objective;
import org.initlab.core.backend.OptimizerState;
import org.initlab.core.backend.Probe;
import org.initlab.core.backend.UpdateRule;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/** Answers everything but gradients from one model, and gradients from another. */
record TwoFacedModel(Model forward, Model backward) implements Model {
  @Override
  public Network network() {
    return forward.network();
  }

  @Override
  public CompileOptions options() {
    return forward.options();
  }

  @Override
  public Tensor forward(Tensor inputs, Mode mode, Probe states) {
    return forward.forward(inputs, mode, states);
  }

  @Override
  public Gradients gradients(
      Tensor inputs, Objective objective, Mode mode, GradientRequest request) {
    return backward.gradients(inputs, objective, mode, request);
  }

  @Override
  public Parameters hessianVectorProduct(
      Tensor inputs, Objective objective, Mode mode, Parameters direction) {
    return backward.hessianVectorProduct(inputs, objective, mode, direction);
  }

  @Override
  public double accumulate(Tensor inputs, Objective objective, double weight) {
    return forward.accumulate(inputs, objective, weight);
  }

  @Override
  public void update(UpdateRule rule) {
    forward.update(rule);
  }

  @Override
  public double gradientNorm() {
    return forward.gradientNorm();
  }

  @Override
  public OptimizerState optimizerState() {
    return forward.optimizerState();
  }

  @Override
  public void restore(OptimizerState state) {
    forward.restore(state);
  }

  @Override
  public Parameters parameters() {
    return forward.parameters();
  }

  @Override
  public void close() {
    forward.close();
    backward.close();
  }
}
