package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.kernel.VectorKernel;

/** The bias of a layer, one number per output feature or channel; a layer without one has null. */
final class Bias<A> {
  private final Parameter<A> bias;
  private final int channels;
  private final int positions;
  private final VectorKernel<A> vectors;

  Bias(Parameter<A> bias, int positions, VectorKernel<A> vectors) {
    this.bias = bias;
    this.channels = bias.size();
    this.positions = positions;
    this.vectors = vectors;
  }

  void addTo(A state, int n) {
    vectors.addPerChannel(state, bias.value(), n, channels, positions);
  }

  /** To one sample alone, in the channels c0 … c1−1 at the positions p0 … p1−1. */
  void addTo(A state, int sample, int c0, int c1, int p0, int p1) {
    vectors.addPerChannel(state, bias.value(), sample, channels, positions, c0, c1, p0, p1);
  }

  void addTangentTo(A tangent, int n) {
    vectors.addPerChannel(tangent, bias.direction, n, channels, positions);
  }

  /** ∂b = Σ ∂a over samples and positions; of ∂ȧ it is the tangent of that. */
  void gradientFrom(A adjoint, int n) {
    vectors.sumPerChannel(adjoint, bias.gradient, n, channels, positions, bias.addGradient);
  }
}
