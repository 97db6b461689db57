package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.HashMap;
import java.util.Map;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * Numbers as arrays without axes, of the model's precision, living as long as the model. Recorded
 * operations take these and never a Java number: DJL wraps a number in an array that aliases Java
 * memory and closes it at once, so what PyTorch's autograd has saved of it is garbage as soon as
 * the JVM collects; and the other engine rounds some numbers to float32.
 */
public final class Constants {
  private final NDManager manager;
  private final HostTransfer host;
  private final Map<Double, NDArray> made = new HashMap<>();

  Constants(NDManager manager, HostTransfer host) {
    this.manager = manager;
    this.host = host;
  }

  /** {@code value}, rounded to the model's precision; not to be closed. */
  public NDArray of(double value) {
    return made.computeIfAbsent(value, this::make);
  }

  private NDArray make(double value) {
    NDArray array = host.upload(manager, Tensor.of(Shape.of(), new double[] {value}));
    NDScope.unregister(array);
    return array;
  }
}
