package org.initlab.backend.nativejava.scalar.float32;

import java.util.Arrays;
import org.initlab.backend.nativejava.kernel.Storage;
import org.initlab.backend.nativejava.scalar.InnerProduct;

/** Numbers as {@code float[]}; the host's float64 values are rounded once on entry. */
public final class ArrayStorage implements Storage<float[]> {
  @Override
  public float[] allocate(int length) {
    return new float[length];
  }

  @Override
  public int length(float[] array) {
    return array.length;
  }

  @Override
  public float[] view(double[] host, float[] reuse) {
    float[] array = reuse != null && reuse.length >= host.length ? reuse : new float[host.length];
    write(host, array);
    return array;
  }

  @Override
  public double[] export(float[] array, int count) {
    double[] host = new double[count];
    read(array, host);
    return host;
  }

  @Override
  public void read(float[] array, double[] host) {
    for (int i = 0; i < host.length; i++) host[i] = array[i];
  }

  @Override
  public double[] giveAway(float[] array) {
    return export(array, array.length);
  }

  @Override
  public double round(double value) {
    return (float) value;
  }

  @Override
  public double sumOfSquares(float[] array, int count) {
    return InnerProduct.dot(array, array, 0, count);
  }

  @Override
  public void clear(float[] array, int count) {
    Arrays.fill(array, 0, count, 0);
  }

  @Override
  public void write(double[] host, float[] array) {
    for (int i = 0; i < host.length; i++) array[i] = (float) host[i];
  }
}
