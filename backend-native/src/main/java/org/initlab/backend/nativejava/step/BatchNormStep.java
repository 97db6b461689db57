package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.kernel.BatchNormKernel;
import org.initlab.backend.nativejava.kernel.BatchNormKernel.Adjoint;
import org.initlab.backend.nativejava.kernel.BatchNormKernel.Extent;
import org.initlab.backend.nativejava.kernel.BatchNormKernel.Tangent;
import org.initlab.backend.nativejava.kernel.Kernels;
import org.initlab.backend.nativejava.plan.Frame;
import org.initlab.backend.nativejava.plan.Request;
import org.initlab.backend.nativejava.plan.Step;
import org.initlab.core.backend.Mode;
import org.initlab.core.network.BatchNorm;

/** γ x̂ + β with the statistics of the batch (train) or the running ones (eval). */
final class BatchNormStep<A> extends Step<A> {
  /** The four arrays of a batch-normalization layer. */
  record Arrays<A>(
      Parameter<A> weight,
      Parameter<A> bias,
      Parameter<A> runningMean,
      Parameter<A> runningVariance) {}

  private final BatchNorm layer;
  private final Arrays<A> arrays;
  private final Kernels<A> kernels;
  private final BatchNormKernel<A> kernel;
  private final int channels;
  private final int positions;

  private final A batchMean;
  private final A batchVariance;
  private final A inverse;
  private final A still;
  private final Sums x;
  private final Sums u;
  private final Sums uTangent;

  BatchNormStep(
      int output,
      int input,
      BatchNorm layer,
      Arrays<A> arrays,
      Kernels<A> kernels,
      int channels,
      int positions) {
    super(output, input);
    this.layer = layer;
    this.arrays = arrays;
    this.kernels = kernels;
    this.kernel = kernels.batchNorm();
    this.channels = channels;
    this.positions = positions;
    this.batchMean = kernels.storage().allocate(channels);
    this.batchVariance = kernels.storage().allocate(channels);
    this.inverse = kernels.storage().allocate(channels);
    this.still = kernels.storage().allocate(channels);
    this.x = new Sums();
    this.u = new Sums();
    this.uTangent = new Sums();
  }

  /** Σ u and Σ x̂ u of some u, and the means that the projection P(u) takes of them. */
  private final class Sums {
    private final A sum = kernels.storage().allocate(channels);
    private final A xSum = kernels.storage().allocate(channels);
    private final A mean = kernels.storage().allocate(channels);
    private final A xMean = kernels.storage().allocate(channels);

    /** Divides in training; in evaluation nothing is projected out. */
    void means(Frame<A> f) {
      if (f.mode() == Mode.EVAL) {
        kernels.storage().clear(mean, channels);
        kernels.storage().clear(xMean, channels);
        return;
      }
      double factor = 1.0 / extent(f).perChannel();
      kernels.vector().scale(factor, sum, mean, channels, false);
      kernels.vector().scale(factor, xSum, xMean, channels, false);
    }
  }

  @Override
  public void forward(Frame<A> f) {
    A in = f.state(input());
    boolean train = f.mode() == Mode.TRAIN;
    if (train) kernel.moments(in, batchMean, batchVariance, extent(f));
    A variance = train ? batchVariance : arrays.runningVariance.value();
    kernel.inverseDeviation(variance, layer.epsilon(), inverse, channels);
    A gamma = arrays.weight.value();
    A beta = arrays.bias.value();
    kernel.normalize(in, mean(f), inverse, gamma, beta, f.state(output()), extent(f));
  }

  @Override
  public void tangent(Frame<A> f) {
    Extent e = extent(f);
    kernel.sums(f.state(input()), mean(f), inverse, f.tangent(input()), x.sum, x.xSum, e);
    x.means(f);
    A gamma = arrays.weight.value();
    A out = f.tangent(output());
    kernel.tangent(along(f), gamma, direction(arrays.weight), direction(arrays.bias), out, e);
  }

  /** Zero along a direction of the input, where parameters stay. */
  private A direction(Parameter<A> parameter) {
    return parameter.direction == null ? still : parameter.direction;
  }

  @Override
  public void backward(Frame<A> f) {
    A dy = f.adjoint(output());
    A dx = f.adjoint(input());
    if (dx == null && !f.parameterGradients()) return;
    Extent e = extent(f);
    A in = f.state(input());
    kernel.sums(in, mean(f), inverse, dy, u.sum, u.xSum, e);
    if (f.parameterGradients()) passOn(u);
    if (dx == null) return;
    u.means(f);
    A gamma = arrays.weight.value();
    kernel.inputGradient(in, mean(f), inverse, gamma, dy, u.mean, u.xMean, dx, e, adds(0));
  }

  @Override
  public void tangentBackward(Frame<A> f) {
    Extent e = extent(f);
    A dy = f.adjoint(output());
    A dyTangent = f.adjointTangent(output());
    kernel.sums(f.state(input()), mean(f), inverse, dy, u.sum, u.xSum, e);
    kernel.sumsTangent(along(f), dy, dyTangent, uTangent.sum, uTangent.xSum, e);
    passOn(uTangent);
    A dxTangent = f.adjointTangent(input());
    if (dxTangent == null) return;
    u.means(f);
    uTangent.means(f);
    Adjoint<A> adjoint =
        new Adjoint<>(dy, dyTangent, u.mean, u.xMean, uTangent.mean, uTangent.xMean);
    A gamma = arrays.weight.value();
    A gammaTangent = arrays.weight.direction;
    kernel.inputGradientTangent(along(f), gamma, gammaTangent, adjoint, dxTangent, e, adds(0));
  }

  private void passOn(Sums sums) {
    Parameter<A> weight = arrays.weight;
    Parameter<A> bias = arrays.bias;
    kernels.vector().scale(1, sums.xSum, weight.gradient, channels, weight.addGradient);
    kernels.vector().scale(1, sums.sum, bias.gradient, channels, bias.addGradient);
  }

  /** running = (1 − momentum)·running + momentum·batch, with the unbiased batch variance. */
  @Override
  public void updateStatistics(Frame<A> f) {
    long m = extent(f).perChannel();
    double momentum = layer.momentum();
    move(arrays.runningMean.writable(), batchMean, momentum, 1);
    move(arrays.runningVariance.writable(), batchVariance, momentum, m / (m - 1.0));
  }

  private void move(A running, A batch, double momentum, double correction) {
    kernels.vector().scale(1 - momentum, running, running, channels, false);
    kernels.vector().scale(momentum * correction, batch, running, channels, true);
  }

  private Extent extent(Frame<A> f) {
    return new Extent(f.n(), channels, positions);
  }

  private A mean(Frame<A> f) {
    return f.mode() == Mode.TRAIN ? batchMean : arrays.runningMean.value();
  }

  private Tangent<A> along(Frame<A> f) {
    return new Tangent<>(f.state(input()), mean(f), inverse, f.tangent(input()), x.mean, x.xMean);
  }

  @Override
  protected boolean readsInput(Request request) {
    return true;
  }

  @Override
  protected boolean elementwise() {
    return true;
  }

  @Override
  public boolean hasParameters() {
    return true;
  }
}
