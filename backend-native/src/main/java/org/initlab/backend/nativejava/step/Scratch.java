package org.initlab.backend.nativejava.step;

import org.initlab.backend.nativejava.kernel.Storage;

/** One array that all layers of a model use in turn, as long as the longest needs it. */
public final class Scratch<A> {
  private final Storage<A> storage;
  private int size;
  private A array;

  public Scratch(Storage<A> storage) {
    this.storage = storage;
  }

  /** Announces a need, before the first {@link #array}. */
  void reserve(int needed) {
    size = Math.max(size, needed);
  }

  A array() {
    if (array == null || storage.length(array) < size) array = storage.allocate(size);
    return array;
  }
}
