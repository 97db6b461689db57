package org.initlab.core.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The seed of a run. Every random array has a stream of its own, named after what is drawn, so
 * adding a layer changes no other layer's draw and threads may draw in any order. A stream is
 * Philox 4×64 (Salmon et al. 2011) whose key is the first 128 bits of SHA-256(seed ‖ name) and
 * whose counter starts at 0 and is stepped before every block: numpy.random.Philox(key, counter=0).
 */
public record Seed(long value) {
  /** A fresh generator for {@code name}; the same bits for the same seed and name, always. */
  public UniformRandomProvider stream(String name) {
    ByteBuffer digest = ByteBuffer.wrap(sha256(name));
    return Philox.fastest().stream(digest.getLong(), digest.getLong());
  }

  /** A seed for a part of a run, for example one of many networks. */
  public Seed child(String name) {
    return new Seed(ByteBuffer.wrap(sha256("child:" + name)).getLong());
  }

  private byte[] sha256(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
      return digest.digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
