package org.initlab.core.data;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.initlab.core.error.Arguments;

/**
 * Makes batches ahead in a daemon thread. A fixed ring of buffers goes round between two queues:
 * free ones to the maker, full ones to the consumer, which gives one back by asking for the next.
 * What fails in the maker fails in {@link #next()}.
 */
final class Prefetcher implements BatchStream {
  private static final int RING = 4;

  /** What travels to the consumer: a batch, the end (neither), or what went wrong. */
  private record Delivery(Batch batch, Throwable failure) {}

  private final BlockingQueue<Batch> free = new ArrayBlockingQueue<>(RING);
  private final BlockingQueue<Delivery> full = new ArrayBlockingQueue<>(RING + 1);
  private final Thread maker;
  private Batch lent;
  private Delivery last;

  Prefetcher(Batcher batcher, Epoch epoch, int from) {
    Arguments.notNegative("first batch", from);
    int buffers = Math.min(RING, Math.max(1, epoch.batches() - from));
    for (int i = 0; i < buffers; i++) free.add(batcher.newBatch());
    maker = new Thread(() -> make(epoch, from), "initlab-batches");
    maker.setDaemon(true);
    maker.start();
  }

  @Override
  public Batch next() {
    if (last != null) return ended();
    if (lent != null) free.add(lent);
    lent = null;
    Delivery delivery = take();
    if (delivery.batch() == null) last = delivery;
    else lent = delivery.batch();
    return last == null ? lent : ended();
  }

  @Override
  public void close() {
    maker.interrupt();
    boolean interrupted = false;
    while (maker.isAlive()) {
      try {
        maker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
    if (last == null) last = new Delivery(null, new IllegalStateException("batches are closed"));
  }

  private Batch ended() {
    if (last.failure() == null) return null;
    if (last.failure() instanceof RuntimeException e) throw e;
    if (last.failure() instanceof Error e) throw e;
    throw new IllegalStateException(last.failure());
  }

  private Delivery take() {
    try {
      return full.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Delivery(null, new IllegalStateException("interrupted while waiting for a batch"));
    }
  }

  private void make(Epoch epoch, int from) {
    try {
      for (int i = from; i < epoch.batches(); i++) {
        Batch batch = free.take();
        epoch.fill(i, batch);
        full.put(new Delivery(batch, null));
      }
      full.put(new Delivery(null, null));
    } catch (InterruptedException e) {
      // Closed: nobody asks for more.
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // Room for one delivery more than there are buffers, so this never waits.
      full.add(new Delivery(null, e));
    }
  }
}
