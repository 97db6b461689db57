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

  /** To samples i0 … i1−1, channels c0 … c1−1 and positions p0 … p1−1 alone. */
  void addTo(A state, int i0, int i1, int c0, int c1, int p0, int p1) {
    for (int i = i0; i < i1; i++) {
      vectors.addPerChannel(state, bias.value(), i, channels, positions, c0, c1, p0, p1);
    }
  }

  void addTangentTo(A tangent, int n) {
    vectors.addPerChannel(tangent, bias.direction, n, channels, positions);
  }

  /** ∂b = Σ ∂a over samples and positions; of ∂ȧ it is the tangent of that. */
  void gradientFrom(A adjoint, int n) {
    vectors.sumPerChannel(adjoint, bias.gradient, n, channels, positions, bias.addGradient);
  }
}
