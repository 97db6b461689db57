package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * Moves arrays between the host's float64 and an engine's precision. Used by one thread at a time.
 */
final class HostTransfer {
  private final Precision precision;
  // Engines may alias a direct buffer instead of copying it, so one buffer is filled and copied
  // from; one per array would count against the JVM's direct memory until collected.
  private ByteBuffer staging = ByteBuffer.allocateDirect(0);

  HostTransfer(Precision precision) {
    this.precision = precision;
  }

  DataType type() {
    return precision == Precision.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
  }

  /** The values in an array of the engine's own, rounded to the precision. */
  NDArray upload(NDManager manager, Tensor tensor) {
    double[] data = tensor.data();
    ByteBuffer buffer = buffer(tensor.shape());
    if (precision == Precision.FLOAT64) {
      buffer.asDoubleBuffer().put(data);
    } else {
      for (int i = 0; i < data.length; i++) buffer.putFloat(4 * i, (float) data[i]);
    }
    try (NDArray aliased = manager.create(buffer, shape(tensor.shape()), type())) {
      return aliased.duplicate();
    }
  }

  /** The values of {@code array} under {@code shape}, widened to float64. */
  Tensor download(NDArray array, Shape shape) {
    if (precision == Precision.FLOAT64) return Tensor.of(shape, array.toDoubleArray());
    float[] narrow = array.toFloatArray();
    double[] wide = new double[narrow.length];
    for (int i = 0; i < narrow.length; i++) wide[i] = narrow[i];
    return Tensor.of(shape, wide);
  }

  double scalar(NDArray array) {
    return precision == Precision.FLOAT64 ? array.toDoubleArray()[0] : array.toFloatArray()[0];
  }

  static ai.djl.ndarray.types.Shape shape(Shape shape) {
    long[] dims = new long[shape.rank()];
    for (int i = 0; i < dims.length; i++) dims[i] = shape.dim(i);
    return new ai.djl.ndarray.types.Shape(dims);
  }

  private ByteBuffer buffer(Shape shape) {
    long bytes = (long) shape.size() * type().getNumOfBytes();
    if (bytes > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "an array of shape "
              + shape
              + " takes "
              + bytes
              + " bytes; an engine of DJL takes at most 2^31-1 at once");
    }
    if (staging.capacity() < bytes) {
      staging = ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder());
    }
    staging.clear().limit((int) bytes);
    return staging;
  }
}
