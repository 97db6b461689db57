package org.initlab.backend.nativejava.kernel;

/**
 * All the arithmetic of one precision on one instruction set. Layers are written once over this and
 * compose its parts; a faster instruction set replaces single parts.
 */
public record Kernels<A>(
    Storage<A> storage,
    DenseKernel<A> dense,
    ConvKernel<A> conv,
    ActivationKernel<A> activation,
    ConcatenatedReluKernel<A> concatenatedRelu,
    BatchNormKernel<A> batchNorm,
    WeightNormKernel<A> weightNorm,
    VectorKernel<A> vector,
    ObjectiveKernel<A> objective,
    OptimizerKernel<A> optimizer) {
  public Kernels<A> withDense(DenseKernel<A> other) {
    return new Kernels<>(
        storage,
        other,
        conv,
        activation,
        concatenatedRelu,
        batchNorm,
        weightNorm,
        vector,
        objective,
        optimizer);
  }

  public Kernels<A> withConv(ConvKernel<A> other) {
    return new Kernels<>(
        storage,
        dense,
        other,
        activation,
        concatenatedRelu,
        batchNorm,
        weightNorm,
        vector,
        objective,
        optimizer);
  }

  public Kernels<A> withActivation(ActivationKernel<A> other) {
    return new Kernels<>(
        storage,
        dense,
        conv,
        other,
        concatenatedRelu,
        batchNorm,
        weightNorm,
        vector,
        objective,
        optimizer);
  }

  public Kernels<A> withWeightNorm(WeightNormKernel<A> other) {
    return new Kernels<>(
        storage,
        dense,
        conv,
        activation,
        concatenatedRelu,
        batchNorm,
        other,
        vector,
        objective,
        optimizer);
  }

  public Kernels<A> withVector(VectorKernel<A> other) {
    return new Kernels<>(
        storage,
        dense,
        conv,
        activation,
        concatenatedRelu,
        batchNorm,
        weightNorm,
        other,
        objective,
        optimizer);
  }

  public Kernels<A> withObjective(ObjectiveKernel<A> other) {
    return new Kernels<>(
        storage,
        dense,
        conv,
        activation,
        concatenatedRelu,
        batchNorm,
        weightNorm,
        vector,
        other,
        optimizer);
  }
}
