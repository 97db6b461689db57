package org.initlab.core.validate;

import org.initlab.core.backend.Objective;
import org.initlab.core.network.Network;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/**
 * What all backends are given: one network, one set of weights, one batch.
 *
 * @param id the network's name in the table, unique in a grid
 * @param scheme the name of the scheme that the weights come from
 * @param learningRate of the stochastic gradient descent that is compared step by step
 */
record Subject(
    String id,
    Network network,
    String scheme,
    Parameters parameters,
    Tensor inputs,
    Objective objective,
    double learningRate) {
  /** Steps of the loss trajectory. */
  static final int STEPS = 20;

  int batch() {
    return inputs.shape().dim(0);
  }

  Subject withParameters(Parameters other) {
    return new Subject(id, network, scheme, other, inputs, objective, learningRate);
  }

  Subject withInputs(Tensor other) {
    return new Subject(id, network, scheme, parameters, other, objective, learningRate);
  }

  Subject withLearningRate(double rate) {
    return new Subject(id, network, scheme, parameters, inputs, objective, rate);
  }
}
