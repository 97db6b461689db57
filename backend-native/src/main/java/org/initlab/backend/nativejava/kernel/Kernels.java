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
    OptimizerKernel<A> optimizer) {}
