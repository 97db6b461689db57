package org.initlab.core.data.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on this machine that offers one file, well or badly. */
final class FileServer implements AutoCloseable {
  /** How a request for the bytes from {@code from} on is answered. */
  interface Answer {
    void to(HttpExchange exchange, byte[] file, int from) throws IOException;
  }

  /** As a good server does. */
  static final Answer PARTS =
      (exchange, file, from) -> {
        byte[] rest = Arrays.copyOfRange(file, from, file.length);
        if (from > 0) {
          String range = "bytes " + from + "-" + (file.length - 1) + "/" + file.length;
          exchange.getResponseHeaders().set("Content-Range", range);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
        exchange.getResponseBody().write(rest);
      };

  /** As a server does that knows no parts. */
  static final Answer WHOLE = (exchange, file, from) -> PARTS.to(exchange, file, 0);

  static Answer status(int code) {
    return (exchange, file, from) -> exchange.sendResponseHeaders(code, -1);
  }

  /** Promises what is missing and closes the connection after half of it. */
  static final Answer CUT =
      (exchange, file, from) -> {
        int half = (file.length - from) / 2;
        if (from > 0) {
          String range = "bytes " + from + "-" + (file.length - 1) + "/" + file.length;
          exchange.getResponseHeaders().set("Content-Range", range);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, file.length - from);
        exchange.getResponseBody().write(file, from, half);
        exchange.getResponseBody().flush();
      };

  /** Sends half of what is missing, and then nothing until the test is over. */
  static Answer stalled(CountDownLatch over) {
    return (exchange, file, from) -> {
      CUT.to(exchange, file, from);
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final List<Integer> starts = Collections.synchronizedList(new ArrayList<>());

  /** The answers are given in turn, the last one to every request after it. */
  FileServer(byte[] file, Answer... answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/file.bin",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
          starts.add(from);
          answers[Math.min(starts.size(), answers.length) - 1].to(exchange, file, from);
          exchange.close();
        });
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/file.bin");
  }

  /** From which byte on the file was asked for, request by request. */
  List<Integer> starts() {
    return List.copyOf(starts);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
