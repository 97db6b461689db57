package org.initlab.backend.nativejava;

import org.initlab.backend.nativejava.kernel.Storage;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * Shows values of a run to probes, as host tensors. Probes that let them go see one array again and
 * again while sizes do not change: a new one per layer would be most of a forward pass's garbage.
 */
final class Display<A> {
  private final Storage<A> storage;
  private double[] shared = {};

  Display(Storage<A> storage) {
    this.storage = storage;
  }

  /** A batch of {@code n} samples of the shape of {@code point}. */
  void show(ProbePoint point, A values, int n, Probe probe) {
    Shape shape = point.shape().batched(n);
    probe.accept(point, Tensor.of(shape, host(values, shape.size(), probe.letsGo())));
  }

  private double[] host(A values, int count, boolean reuse) {
    if (!reuse) return storage.export(values, count);
    if (shared.length != count) shared = new double[count];
    storage.read(values, shared);
    return shared;
  }
}
