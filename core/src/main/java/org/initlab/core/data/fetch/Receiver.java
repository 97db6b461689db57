package org.initlab.core.data.fetch;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;

/** Writes what arrives to a file at once, so that nothing received is lost with the connection. */
final class Receiver implements HttpResponse.BodySubscriber<Void> {
  private final FileChannel to;
  private final long limit;
  private final LongConsumer received;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private Flow.Subscription subscription;
  private long position;

  /**
   * @param position where the next byte goes; it is kept here and not in {@code to}, so that what
   *     still arrives from a connection that was given up lands where it belongs
   * @param limit the size that the file must not exceed
   */
  Receiver(FileChannel to, long position, long limit, LongConsumer received) {
    this.to = to;
    this.position = position;
    this.limit = limit;
    this.received = received;
  }

  @Override
  public CompletionStage<Void> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (done.isDone()) return;
    try {
      for (ByteBuffer buffer : buffers) {
        long n = buffer.remaining();
        if (position + n > limit) throw new TooLargeException(limit);
        while (buffer.hasRemaining()) position += to.write(buffer, position);
        received.accept(n);
      }
    } catch (IOException e) {
      subscription.cancel();
      done.completeExceptionally(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    done.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    done.complete(null);
  }
}
