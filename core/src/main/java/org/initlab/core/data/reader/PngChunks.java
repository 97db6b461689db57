package org.initlab.core.data.reader;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.initlab.core.error.InvalidInputException;

/**
 * The chunks of a PNG file: length, type, data, checksum (PNG specification, section 5). The JDK's
 * reader takes a file that ends early, or whose checksums are wrong, for a whole one.
 */
final class PngChunks {
  private static final int SIGNATURE = 8;
  private static final int END = 0x49454E44; // IEND

  private PngChunks() {}

  static void requireWhole(String name, byte[] file) {
    ByteBuffer chunks = ByteBuffer.wrap(file);
    chunks.position(Math.min(SIGNATURE, file.length));
    int type = 0;
    while (type != END) {
      if (chunks.remaining() < 3 * Integer.BYTES) throw truncated(name);
      int length = chunks.getInt();
      if (length < 0 || length > chunks.remaining() - 2 * Integer.BYTES) throw truncated(name);
      CRC32 crc = new CRC32();
      crc.update(file, chunks.position(), Integer.BYTES + length);
      type = chunks.getInt();
      chunks.position(chunks.position() + length);
      if (chunks.getInt() != (int) crc.getValue()) {
        throw new InvalidInputException(name + " is damaged: a checksum in it is wrong");
      }
    }
  }

  private static InvalidInputException truncated(String name) {
    return new InvalidInputException(name + " is damaged: it is truncated");
  }
}
