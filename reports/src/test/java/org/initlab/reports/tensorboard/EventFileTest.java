package org.initlab.reports.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bytes of TensorBoard's event files. Golden: Python's struct.pack for the numbers, tags and
 * lengths put together by hand, and a bit-by-bit CRC-32C that gives e3069283 for "123456789".
 */
class EventFileTest {
  private static final String VERSION =
      "1800000000000000a37f4b22" // 24 bytes
          + "0900002040fc54d941" // field 1, fixed64: 1700000000.5
          + "1a0d627261696e2e4576656e743a32" // field 3, 13 bytes: brain.Event:2
          + "2b353110";
  private static final String SCALAR =
      "2100000000000000017becf6" // 33 bytes
          + "0900005040fc54d941" // field 1, fixed64: 1700000001.25
          + "10ac02" // field 2, varint: 300
          + "2a130a11" // field 5 {field 1 {
          + "0a0a747261696e5f6c6f7373" // field 1, 10 bytes: train_loss
          + "150000203f" // field 2, fixed32: 0.625 }}
          + "9b25014a";

  @TempDir Path folder;

  @Test
  void fileIsTheVersionAndTheScalarsAsRecords() throws IOException {
    try (EventFile file = EventFile.create(folder, Instant.ofEpochMilli(1700000000500L))) {
      file.scalar(Instant.ofEpochMilli(1700000001250L), 300, "train_loss", 0.625);
    }
    byte[] bytes = Files.readAllBytes(folder.resolve("events.out.tfevents.1700000000.initlab"));
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(VERSION + SCALAR);
  }

  @Test
  void aScalarIsInTheFileBeforeItIsClosed() throws IOException {
    try (EventFile file = EventFile.create(folder, Instant.ofEpochSecond(5))) {
      file.scalar(Instant.ofEpochSecond(6), 0, "lr", 1);
      // A version is 24 + 16 bytes, a scalar 9 + 2 + (2 + 2) + (2 + 2) + 5 and 16 around it.
      assertThat(folder.resolve("events.out.tfevents.0000000005.initlab")).hasSize(40 + 40);
    }
  }
}
