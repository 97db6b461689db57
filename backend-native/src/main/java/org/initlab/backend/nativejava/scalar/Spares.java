package org.initlab.backend.nativejava.scalar;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * Working arrays that threads borrow for their share of a kernel and give back: as many are made as
 * threads ever work at once, and none after that. Whose turn a borrowed one was last must not
 * matter to what is computed with it.
 */
public final class Spares<T> {
  private final ArrayDeque<T> idle = new ArrayDeque<>();
  private final Supplier<T> maker;

  public Spares(Supplier<T> maker) {
    this.maker = maker;
  }

  /** One that nobody else has until {@link #giveBack}. */
  public synchronized T borrow() {
    T spare = idle.poll();
    return spare == null ? maker.get() : spare;
  }

  public synchronized void giveBack(T spare) {
    idle.push(spare);
  }
}
