package org.initlab.core.train;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.io.AtomicFiles;
import org.initlab.core.io.Json;
import org.initlab.core.io.SafeTensors;
import org.initlab.core.tensor.Tensor;

/**
 * A safetensors file that a checkpoint names, and by what its bytes are known again.
 *
 * @param name without folders
 * @param sha256 of its bytes, 64 hexadecimal digits
 */
record StoredFile(String name, String sha256) {
  /**
   * Writes arrays, atomically.
   *
   * @param disk what the bytes go through on their way to the file
   * @throws UncheckedIOException if the file cannot be written; the old one is then as it was
   */
  static StoredFile write(
      Path file,
      Map<String, Tensor> arrays,
      Precision precision,
      UnaryOperator<OutputStream> disk) {
    MessageDigest digest = digest();
    AtomicFiles.write(
        file,
        out -> {
          OutputStream buffered = new BufferedOutputStream(disk.apply(out), 1 << 16);
          SafeTensors.write(new DigestOutputStream(buffered, digest), arrays, precision);
          buffered.flush();
        });
    return new StoredFile(file.getFileName().toString(), HexFormat.of().formatHex(digest.digest()));
  }

  /**
   * Reads the arrays.
   *
   * @throws InvalidInputException if the file is missing or its bytes are not those written
   */
  Map<String, Tensor> read(Path folder) {
    Path file = folder.resolve(name);
    verify(folder);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return SafeTensors.read(in, name);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be read", e);
    }
  }

  /** Checks the bytes without reading numbers from them, which may not be there. */
  void verify(Path folder) {
    Path file = folder.resolve(name);
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(name + " is missing", e);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be read", e);
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(sha256)) {
      throw new InvalidInputException(
          name + " has SHA-256 " + found + ", " + sha256 + " was written");
    }
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", name);
    json.put("sha256", sha256);
    return json;
  }

  static StoredFile of(Json.Reader json) {
    return new StoredFile(json.text("file"), json.text("sha256"));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
