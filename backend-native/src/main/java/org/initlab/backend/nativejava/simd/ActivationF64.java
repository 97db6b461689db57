package org.initlab.backend.nativejava.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.initlab.backend.nativejava.kernel.ActivationKernel;
import org.initlab.backend.nativejava.kernel.Partition;
import org.initlab.backend.nativejava.scalar.Spares;
import org.initlab.core.network.Nonlinearity;

/**
 * ReLU, leaky ReLU and tanh in float64 with the Vector API; all other functions and all second
 * derivatives by the plain loops. ReLU and leaky ReLU give the plain loops' bits.
 */
final class ActivationF64 implements ActivationKernel<double[]> {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** About what an element costs, in floating-point operations. */
  private static final int WORK = 2;

  private static final int TANH_WORK = 20;

  private final ActivationKernel<double[]> plain;
  private final Partition partition;
  private final Spares<double[]> tanhScratch = new Spares<>(() -> new double[TanhF64.LANES]);

  ActivationF64(ActivationKernel<double[]> plain, Partition partition) {
    this.plain = plain;
    this.partition = partition;
  }

  @Override
  public void value(Nonlinearity function, double slope, double[] x, double[] y, int count) {
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
      double[] x,
      double[] y,
      int from,
      int count,
      int rows,
      int stride) {
    double negative = slope;
    switch (function) {
      case RELU -> {
        for (int r = 0, i = from; r < rows; r++, i += stride) relu(x, y, i, i + count);
      }
      case LEAKY_RELU -> {
        for (int r = 0, i = from; r < rows; r++, i += stride)
          leakyRelu(negative, x, y, i, i + count);
      }
      case TANH -> {
        double[] scratch = tanhScratch.borrow();
        for (int r = 0, i = from; r < rows; r++, i += stride)
          TanhF64.apply(x, y, i, i + count, scratch);
        tanhScratch.giveBack(scratch);
      }
      default -> plain.value(function, slope, x, y, from, count, rows, stride);
    }
  }

  @Override
  public void timesDerivative(
      Nonlinearity function,
      double slope,
      double[] saved,
      double[] u,
      double[] out,
      int count,
      boolean add) {
    double negative = slope;
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
      double[] saved,
      double[] u,
      double[] v,
      double[] out,
      int count) {
    plain.addSecondDerivative(function, slope, saved, u, v, out, count);
  }

  private static void relu(double[] x, double[] y, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      // Not max(v, 0): a NaN stays one and −0 becomes 0.
      v.blend(0, v.compare(VectorOperators.LE, 0)).intoArray(y, i);
    }
    for (; i < to; i++) y[i] = x[i] <= 0 ? 0 : x[i];
  }

  private static void leakyRelu(double slope, double[] x, double[] y, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      v.mul(slope).blend(v, v.compare(VectorOperators.GT, 0)).intoArray(y, i);
    }
    for (; i < to; i++) y[i] = x[i] > 0 ? x[i] : slope * x[i];
  }

  /** φ′ is {@code above} where z &gt; 0, else {@code below}. */
  private static void step(
      double above,
      double below,
      double[] z,
      double[] u,
      double[] out,
      int from,
      int to,
      boolean add) {
    if (add) addStep(above, below, z, u, out, from, to);
    else setStep(above, below, z, u, out, from, to);
  }

  private static void setStep(
      double above, double below, double[] z, double[] u, double[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      VectorMask<Double> positive =
          DoubleVector.fromArray(SPECIES, z, i).compare(VectorOperators.GT, 0);
      DoubleVector slope = DoubleVector.broadcast(SPECIES, below).blend(above, positive);
      slope.mul(DoubleVector.fromArray(SPECIES, u, i)).intoArray(out, i);
    }
    for (; i < to; i++) out[i] = (z[i] > 0 ? above : below) * u[i];
  }

  private static void addStep(
      double above, double below, double[] z, double[] u, double[] out, int from, int to) {
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      VectorMask<Double> positive =
          DoubleVector.fromArray(SPECIES, z, i).compare(VectorOperators.GT, 0);
      DoubleVector slope = DoubleVector.broadcast(SPECIES, below).blend(above, positive);
      DoubleVector product = slope.mul(DoubleVector.fromArray(SPECIES, u, i));
      DoubleVector.fromArray(SPECIES, out, i).add(product).intoArray(out, i);
    }
    for (; i < to; i++) out[i] += (z[i] > 0 ? above : below) * u[i];
  }

  /** φ′ = 1 − z², z = tanh x. */
  private static void tanhDerivative(
      double[] z, double[] u, double[] out, int from, int to, boolean add) {
    int i = from;
    if (add) {
      for (; i < to; i++) out[i] += (1 - z[i] * z[i]) * u[i];
    } else {
      for (; i < to; i++) out[i] = (1 - z[i] * z[i]) * u[i];
    }
  }
}
