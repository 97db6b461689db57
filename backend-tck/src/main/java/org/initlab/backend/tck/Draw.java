package org.initlab.backend.tck;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.initlab.core.backend.Objective;
import org.initlab.core.network.Network;
import org.initlab.core.network.ParameterSpec;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/** Random data of order 1 for the contract, all of one rule from one generator. */
public final class Draw {
  private final UniformRandomProvider random;

  Draw(UniformRandomProvider random) {
    this.random = random;
  }

  public double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  public Tensor uniform(Shape shape, double low, double high) {
    double[] data = new double[shape.size()];
    for (int k = 0; k < data.length; k++) data[k] = uniform(low, high);
    return Tensor.of(shape, data);
  }

  /** Uniform values of mean 0 and the given standard deviation. */
  public Tensor centered(Shape shape, double deviation) {
    double half = Math.sqrt(3) * deviation;
    return uniform(shape, -half, half);
  }

  /** A batch of N samples of variance 1. */
  public Tensor inputs(Network network, int samples) {
    return centered(network.input().batched(samples), 1);
  }

  /** Weights of variance 1/fan_in, gains and running variances off 1, biases and means off 0. */
  public Parameters parameters(Network network) {
    Map<String, Tensor> drawn = new LinkedHashMap<>();
    for (ParameterSpec spec : network.parameters()) {
      Shape shape = spec.shape();
      drawn.put(
          spec.name(),
          switch (spec.kind()) {
            case WEIGHT -> centered(shape, 1 / Math.sqrt(spec.fanIn()));
            case WEIGHT_V -> centered(shape, 1);
            case WEIGHT_G, NORM_WEIGHT, RUNNING_VAR, SCALE -> uniform(shape, 0.5, 1.5);
            case BIAS, NORM_BIAS, RUNNING_MEAN -> centered(shape, 0.3);
          });
    }
    return Parameters.of(drawn);
  }

  /** A direction in the space of the trainable parameters, values of variance 1. */
  public Parameters direction(Network network) {
    Map<String, Tensor> drawn = new LinkedHashMap<>();
    for (ParameterSpec spec : network.parameters()) {
      if (spec.kind().trainable()) drawn.put(spec.name(), centered(spec.shape(), 1));
    }
    return Parameters.of(drawn);
  }

  /** L = Σ y ⊙ c with c of variance 1, so that gradients are of order 1. */
  public Objective.Cotangent cotangent(Network network, int samples) {
    return new Objective.Cotangent(centered(network.output().batched(samples), 1));
  }

  public Objective.MeanSquaredError squaredError(Network network, int samples) {
    return new Objective.MeanSquaredError(centered(network.output().batched(samples), 1));
  }

  public Objective.CrossEntropy crossEntropy(Network network, int samples) {
    int[] labels = new int[samples];
    for (int n = 0; n < samples; n++) labels[n] = random.nextInt(network.output().dim(0));
    return new Objective.CrossEntropy(labels);
  }
}
