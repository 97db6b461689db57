package org.initlab.reports.tensorboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * A TensorBoard event file: a sequence of TFRecords, each an {@code Event} message of TensorFlow's
 * {@code event.proto} in protocol buffers' wire format. A record is its length as 8 little-endian
 * bytes, their masked CRC-32C, the message, and its masked CRC-32C.
 */
public final class EventFile implements AutoCloseable {
  private static final String VERSION = "brain.Event:2";
  private static final int CRC_MASK = 0xa282ead8;

  private final OutputStream out;

  private EventFile(OutputStream out) {
    this.out = out;
  }

  /**
   * Starts a new file in {@code folder}, named as TensorBoard finds it.
   *
   * @param start of the session; later files of a folder go on where earlier ones stopped
   */
  public static EventFile create(Path folder, Instant start) {
    String name =
        String.format(Locale.ROOT, "events.out.tfevents.%010d.initlab", start.getEpochSecond());
    try {
      EventFile file =
          new EventFile(
              Files.newOutputStream(
                  folder.resolve(name),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE));
      file.out.write(record(version(seconds(start))));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("'" + folder.resolve(name) + "' cannot be written", e);
    }
  }

  /** Appends one value of one curve; it is in the file when this returns. */
  public void scalar(Instant time, long step, String tag, double value) {
    try {
      out.write(record(scalar(seconds(time), step, tag, (float) value)));
    } catch (IOException e) {
      throw new UncheckedIOException("the TensorBoard events cannot be written", e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the TensorBoard events cannot be closed", e);
    }
  }

  /** A TFRecord. */
  static byte[] record(byte[] message) {
    ByteBuffer length = littleEndian(Long.BYTES).putLong(message.length);
    return littleEndian(message.length + 16)
        .put(length.array())
        .putInt(maskedCrc(length.array()))
        .put(message)
        .putInt(maskedCrc(message))
        .array();
  }

  /** Event {wall_time = 1, file_version = 3}. */
  static byte[] version(double wallTime) {
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    putDouble(event, 1, wallTime);
    putBytes(event, 3, VERSION.getBytes(StandardCharsets.UTF_8));
    return event.toByteArray();
  }

  /** Event {wall_time = 1, step = 2, summary = 5 {value = 1 {tag = 1, simple_value = 2}}}. */
  static byte[] scalar(double wallTime, long step, String tag, float value) {
    ByteArrayOutputStream summaryValue = new ByteArrayOutputStream();
    putBytes(summaryValue, 1, tag.getBytes(StandardCharsets.UTF_8));
    putFloat(summaryValue, 2, value);
    ByteArrayOutputStream summary = new ByteArrayOutputStream();
    putBytes(summary, 1, summaryValue.toByteArray());
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    putDouble(event, 1, wallTime);
    event.write(2 << 3);
    putVarint(event, step);
    putBytes(event, 5, summary.toByteArray());
    return event.toByteArray();
  }

  private static void putDouble(ByteArrayOutputStream to, int field, double value) {
    to.write(field << 3 | 1);
    to.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
  }

  private static void putFloat(ByteArrayOutputStream to, int field, float value) {
    to.write(field << 3 | 5);
    to.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
  }

  private static void putBytes(ByteArrayOutputStream to, int field, byte[] bytes) {
    to.write(field << 3 | 2);
    putVarint(to, bytes.length);
    to.writeBytes(bytes);
  }

  private static void putVarint(ByteArrayOutputStream to, long value) {
    while ((value & ~0x7fL) != 0) {
      to.write((int) (value & 0x7f | 0x80));
      value >>>= 7;
    }
    to.write((int) value);
  }

  private static int maskedCrc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() * 1e-9;
  }
}
