package org.initlab.core.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.error.UnavailableException;
import org.initlab.core.experiment.Progress;
import org.initlab.core.io.AtomicFiles;

/**
 * Downloads a file: to a name beside its own, going on where an earlier attempt ended, with one
 * process at a time; its checksum is compared before it is renamed.
 */
public final class Downloader {
  private static final int ATTEMPTS = 4;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final HttpClient client;
  private final Duration patience;

  public Downloader() {
    this(Duration.ofSeconds(30));
  }

  /**
   * @param patience how long nothing may arrive
   */
  Downloader(Duration patience) {
    this.patience = patience;
    client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(patience)
            .build();
  }

  /**
   * Brings a file into a folder, which is made; one that is there and whole is left alone.
   *
   * @param progress told of every KiB
   * @return whether it was downloaded
   * @throws UnavailableException where it cannot be had; what has arrived is kept for the next
   *     attempt
   * @throws InvalidInputException where what arrives, or lies there under its name, is another
   *     file, or another process is downloading it
   */
  public boolean download(Download wanted, Path folder, Progress progress) {
    Path target = folder.resolve(wanted.file());
    Path part = AtomicFiles.part(target);
    try {
      if (Files.exists(target)) {
        requireSame(wanted, target, "move it away to have the published file downloaded");
        return false;
      }
      Files.createDirectories(folder);
      receive(wanted, part, progress);
      try {
        requireSame(wanted, part, "it is deleted, try again");
      } catch (InvalidInputException e) {
        Files.delete(part);
        throw e;
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      throw new InvalidInputException(target + " cannot be written: " + e, e);
    }
  }

  private void receive(Download wanted, Path part, Progress progress) throws IOException {
    try (FileChannel channel =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel, part)) {
      if (channel.size() > wanted.bytes()) channel.truncate(0);
      progress.start(wanted.file() + " (KiB)", wanted.bytes() >> 10);
      LongConsumer received = kibibytes(progress);
      received.accept(channel.size());
      IOException failure = null;
      for (int i = 0; i < ATTEMPTS && channel.size() < wanted.bytes(); i++) {
        try {
          request(wanted, channel, received);
          if (channel.size() < wanted.bytes()) {
            failure = new IOException("the connection ended early");
          }
        } catch (IOException e) {
          failure = e;
          if (e instanceof TooLargeException) {
            channel.truncate(0);
            break;
          }
        }
      }
      if (channel.size() < wanted.bytes()) throw unavailable(wanted, channel.size(), failure);
      channel.force(true);
    } finally {
      if (Files.exists(part) && Files.size(part) == 0) Files.delete(part);
    }
  }

  private static FileLock lock(FileChannel channel, Path part) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) return lock;
    } catch (OverlappingFileLockException e) {
      throw new InvalidInputException(part + " is being downloaded already", e);
    }
    throw new InvalidInputException(part + " is being downloaded by another process");
  }

  /** Asks for what is missing, or for all of it where the server does not send parts. */
  private void request(Download wanted, FileChannel channel, LongConsumer received)
      throws IOException {
    long have = channel.size();
    HttpRequest.Builder request = HttpRequest.newBuilder(wanted.address());
    if (have > 0) request.header("Range", "bytes=" + have + "-");
    int status =
        answer(
            client.sendAsync(
                request.build(), info -> subscriber(info, wanted, channel, have, received)),
            channel,
            wanted);
    if (status == RANGE_NOT_SATISFIABLE) channel.truncate(0);
    if (status != OK && status != PARTIAL) throw new IOException("HTTP status " + status);
  }

  /** Waits for the end of an answer while something arrives; the status. */
  private int answer(
      CompletableFuture<HttpResponse<Void>> response, FileChannel channel, Download wanted)
      throws IOException {
    long before = -1;
    while (true) {
      try {
        return response.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      } catch (TimeoutException e) {
        if (channel.size() == before) {
          response.cancel(true);
          throw new IOException("nothing arrived for " + patience.toSeconds() + " s", e);
        }
        before = channel.size();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException io) throw io;
        throw new IllegalStateException("the HTTP client failed", e);
      } catch (InterruptedException e) {
        response.cancel(true);
        Thread.currentThread().interrupt();
        throw new UnavailableException("the download of " + wanted.file() + " was interrupted", e);
      }
    }
  }

  private static HttpResponse.BodySubscriber<Void> subscriber(
      HttpResponse.ResponseInfo info,
      Download wanted,
      FileChannel channel,
      long have,
      LongConsumer received) {
    String range = info.headers().firstValue("Content-Range").orElse("");
    boolean goesOn = info.statusCode() == PARTIAL && range.startsWith("bytes " + have + "-");
    if (info.statusCode() == OK) {
      try {
        received.accept(-channel.size());
        channel.truncate(0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Receiver(channel, 0, wanted.bytes(), received);
    }
    return goesOn
        ? new Receiver(channel, have, wanted.bytes(), received)
        : HttpResponse.BodySubscribers.replacing(null);
  }

  /** Passes bytes on as whole KiB. */
  private static LongConsumer kibibytes(Progress progress) {
    long[] bytes = {0};
    return n -> {
      long before = bytes[0] >> 10;
      bytes[0] += n;
      if (bytes[0] >> 10 != before) progress.advance((bytes[0] >> 10) - before);
    };
  }

  private static UnavailableException unavailable(Download wanted, long have, IOException cause) {
    return new UnavailableException(
        wanted.address()
            + " cannot be downloaded: "
            + cause
            + (have > 0
                ? " (" + have + " of " + wanted.bytes() + " bytes are kept for the next attempt)"
                : ""),
        cause);
  }

  private static void requireSame(Download wanted, Path file, String remedy) throws IOException {
    String given = md5(file);
    if (given.equals(wanted.md5())) return;
    throw new InvalidInputException(
        file
            + " is not "
            + wanted.address()
            + ": its MD5 must be "
            + wanted.md5()
            + ", was "
            + given
            + "; "
            + remedy);
  }

  private static String md5(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
