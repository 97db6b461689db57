package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.initlab.backend.nativejava.kernel.ActivationKernel;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.scalar.Spares;
import org.initlab.core.network.Nonlinearity;

/**
 * ReLU, leaky ReLU and tanh in float32 with the Vector API; all other functions and all second
 * derivatives by the plain loops. ReLU and leaky ReLU give the plain loops' bits.
 */
final class ActivationF32 implements ActivationKernel<float[]> {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** About what an element costs, in floating-point operations. */
  private static final int WORK = 2;

  private static final int TANH_WORK = 20;

  private final ActivationKernel<float[]> plain;
  private final Partition partition;
  private final Spares<float[]> tanhScratch = new Spares<>(() -> new float[TanhF32.LANES]);

  ActivationF32(ActivationKernel<float[]> plain, Partition partition) {
    this.plain = plain;
    this.partition = partition;
  }

  @Override
  public void value(Nonlinearity function, double slope, float[] x, float[] y, int count) {
    long work = function == Nonlinearity.TANH ? TANH_WORK : WORK;
    switch (function) {
      case RELU, LEAKY_RELU, TANH ->
          partition.run(
              count, work, (from, to) -> value(function, slope, x, y, from, to - from, 1, 0));
      default -> plain.value(function, slope, x, y, count);
    }
  }

  @Override
  public void value(
      Nonlinearity function,
      double slope,
      float[] x,
      float[] y,
      int from,
      int count,
      int rows,
      int stride) {
    float negative = (float) slope;
    switch (function) {
      case RELU -> {
        for (int r = 0, i = from; r < rows; r++, i += stride) relu(x, y, i, i + count);
      }
      case LEAKY_RELU -> {
        for (int r = 0, i = from; r < rows; r++, i += stride)
          leakyRelu(negative, x, y, i, i + count);
      }
      case TANH -> {
        float[] scratch = tanhScratch.borrow();
        for (int r = 0, i = from; r < rows; r++, i += stride)
          TanhF32.apply(x, y, i, i + count, scratch);
        tanhScratch.giveBack(scratch);
      }
      default -> plain.value(function, slope, x, y, from, count, rows, stride);
    }
  }

  @Override
  public void timesDerivative(
      Nonlinearity function,
      double slope,
      float[] saved,
      float[] u,
      float[] out,
      int count,
      boolean add) {
    float negative = (float) slope;
    switch (function) {
      case RELU ->
          partition.run(count, WORK, (from, to) -> step(1, 0, saved, u, out, from, to, add));
      case LEAKY_RELU ->
          partition.run(count, WORK, (from, to) -> step(1, negative, saved, u, out, from, to, add));
      case TANH ->
          partition.run(count, WORK, (from, to) -> tanhDerivative(saved, u, out, from, to, add));
      default -> plain.timesDerivative(function, slope, saved, u, out, count, add);
    }
  }

  @Override
  public void addSecondDerivative(
      Nonlinearity function,
      double slope,
      float[] saved,
      float[] u,
      float[] v,
      float[] out,
      int count) {
    plain.addSecondDerivative(function, slope, saved, u, v, out, count);
  }

  private static void relu(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      // Not max(v, 0): a NaN stays one and −0 becomes 0.
      v.blend(0, v.compare(VectorOperators.LE, 0)).intoArray(y, i);
    }
    for (; i < to; i++) y[i] = x[i] <= 0 ? 0 : x[i];
  }

  private static void leakyRelu(float slope, float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      v.mul(slope).blend(v, v.compare(VectorOperators.GT, 0)).intoArray(y, i);
    }
    for (; i < to; i++) y[i] = x[i] > 0 ? x[i] : slope * x[i];
  }

  /** φ′ is {@code above} where z &gt; 0, else {@code below}. */
  private static void step(
      float above, float below, float[] z, float[] u, float[] out, int from, int to, boolean add) {
    if (add) addStep(above, below, z, u, out, from, to);
    else setStep(above, below, z, u, out, from, to);
  }

  private static void setStep(
      float above, float below, float[] z, float[] u, float[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      VectorMask<Float> positive =
          FloatVector.fromArray(SPECIES, z, i).compare(VectorOperators.GT, 0);
      FloatVector slope = FloatVector.broadcast(SPECIES, below).blend(above, positive);
      slope.mul(FloatVector.fromArray(SPECIES, u, i)).intoArray(out, i);
    }
    for (; i < to; i++) out[i] = (z[i] > 0 ? above : below) * u[i];
  }

  private static void addStep(
      float above, float below, float[] z, float[] u, float[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      VectorMask<Float> positive =
          FloatVector.fromArray(SPECIES, z, i).compare(VectorOperators.GT, 0);
      FloatVector slope = FloatVector.broadcast(SPECIES, below).blend(above, positive);
      FloatVector product = slope.mul(FloatVector.fromArray(SPECIES, u, i));
      FloatVector.fromArray(SPECIES, out, i).add(product).intoArray(out, i);
    }
    for (; i < to; i++) out[i] += (z[i] > 0 ? above : below) * u[i];
  }

  /** φ′ = 1 − z², z = tanh x. */
  private static void tanhDerivative(
      float[] z, float[] u, float[] out, int from, int to, boolean add) {
    int i = from;
    if (add) {
      for (; i < to; i++) out[i] += (1 - z[i] * z[i]) * u[i];
    } else {
      for (; i < to; i++) out[i] = (1 - z[i] * z[i]) * u[i];
    }
  }
}
