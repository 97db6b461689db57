package org.initlab.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of the safetensors format, and what is said of bytes that are not. */
class SafeTensorsTest {
  private static final String HEADER =
      "{\"__metadata__\":{\"format\":\"pt\"},"
          + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
          + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[16,20]}}";

  /** 143 characters, padded with spaces to a multiple of 8. */
  private static final int LENGTH = 144;

  private static Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("w", Tensor.of(Shape.of(2, 2), new double[] {1, -2.5, 0.5, 3}));
    arrays.put("b", Tensor.of(Shape.of(1), new double[] {0.1}));
    return arrays;
  }

  private static byte[] written(Map<String, Tensor> arrays, Precision precision)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafeTensors.write(out, arrays, precision);
    return out.toByteArray();
  }

  private static Map<String, Tensor> read(byte[] bytes) throws IOException {
    return SafeTensors.read(new ByteArrayInputStream(bytes), "file");
  }

  /** Length and data by Python: struct.pack('<Q', 144), pack('<5f', 1, -2.5, .5, 3, .1). */
  @Test
  void bytesAreThoseOfTheFormat() throws IOException {
    byte[] bytes = written(arrays(), Precision.FLOAT32);
    assertThat(HexFormat.of().formatHex(bytes, 0, 8)).isEqualTo("9000000000000000");
    assertThat(new String(bytes, 8, LENGTH, StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(HEADER);
    assertThat(HexFormat.of().formatHex(bytes, 8 + LENGTH, bytes.length))
        .isEqualTo("0000803f000020c00000003f00004040cdcccc3d");
  }

  @Test
  void float64ComesBackToTheBit() throws IOException {
    Map<String, Tensor> odd = new LinkedHashMap<>(arrays());
    double[] many = new double[20_001]; // more than a chunk, and not a multiple of one
    for (int i = 0; i < many.length; i++) many[i] = Math.sqrt(i) - 70;
    many[5] = Double.NaN;
    many[6] = -0.0;
    odd.put("many \"quoted\"", Tensor.of(Shape.of(3, 6667), many));
    assertThat(read(written(odd, Precision.FLOAT64))).isEqualTo(odd);
  }

  @Test
  void float32RoundsOnce() throws IOException {
    assertThat(read(written(arrays(), Precision.FLOAT32)).get("b").data()[0]).isEqualTo(0.1f);
  }

  @Test
  void everyTruncationIsSaid() throws IOException {
    byte[] whole = written(arrays(), Precision.FLOAT32);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part))
          .as("%d bytes of %d", length, whole.length)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("file");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'w':{'dtype':'I64','shape':[1],'data_offsets':[0,8]}}|dtype I64",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}|must be bytes 0 to 8",
        "{'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|must be bytes 0 to 4",
        "{'w':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}}|has shape [1.5]",
        "{'w':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}|has shape [-1]",
        "{'w':{'shape':[1],'data_offsets':[0,4]}}|dtype is missing",
        "{'w':7}|w is 7",
        "[1]|not a JSON object",
        "{'w':|not valid JSON",
      })
  void headersThatLieAreRefused(String header, String message) {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    assertThatThrownBy(() -> read(bytes.array()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void otherFilesAreRefusedBeforeAnythingIsAllocated() {
    byte[] png = HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");
    assertThatThrownBy(() -> read(png))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is no safetensors file");
  }
}
