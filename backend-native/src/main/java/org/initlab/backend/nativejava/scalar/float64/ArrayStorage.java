package org.initlab.backend.nativejava.scalar.float64;

import java.util.Arrays;
import org.initlab.backend.nativejava.kernel.Storage;
import org.initlab.backend.nativejava.scalar.InnerProduct;

/** Numbers as {@code double[]}: the host's own representation. */
public final class ArrayStorage implements Storage<double[]> {
  @Override
  public double[] allocate(int length) {
    return new double[length];
  }

  @Override
  public int length(double[] array) {
    return array.length;
  }

  @Override
  public double[] view(double[] host, double[] reuse) {
    return host;
  }

  @Override
  public double[] export(double[] array, int count) {
    return Arrays.copyOf(array, count);
  }

  @Override
  public void read(double[] array, double[] host) {
    System.arraycopy(array, 0, host, 0, host.length);
  }

  @Override
  public double[] giveAway(double[] array) {
    return array;
  }

  @Override
  public double round(double value) {
    return value;
  }

  @Override
  public double sumOfSquares(double[] array, int count) {
    return InnerProduct.dot(array, array, 0, count);
  }

  @Override
  public void clear(double[] array, int count) {
    Arrays.fill(array, 0, count, 0);
  }

  @Override
  public void write(double[] host, double[] array) {
    System.arraycopy(host, 0, array, 0, host.length);
  }
}
