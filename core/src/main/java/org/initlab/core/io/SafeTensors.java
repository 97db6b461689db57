package org.initlab.core.io;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * Arrays by name in the safetensors format: the length of a JSON header as 8 little-endian bytes,
 * the header (dtype, shape and data_offsets of every array), and the arrays' values, little-endian
 * and without gaps. PyTorch and others read it. F32 and F64 are written and read.
 */
public final class SafeTensors {
  private static final String METADATA = "__metadata__";

  /** The format's own limit. */
  private static final long MAX_HEADER = 100_000_000;

  private static final int CHUNK = 1 << 16;

  private SafeTensors() {}

  /** Writes arrays whose values the precision has; float64 values are rounded to a float32 file. */
  public static void write(OutputStream out, Map<String, Tensor> arrays, Precision precision)
      throws IOException {
    byte[] header = header(arrays, precision);
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(header.length);
    out.write(buffer.array(), 0, buffer.position());
    out.write(header);
    for (Tensor array : arrays.values()) {
      buffer.clear();
      for (double value : array.data()) {
        if (buffer.remaining() < Double.BYTES) {
          out.write(buffer.array(), 0, buffer.position());
          buffer.clear();
        }
        if (precision == Precision.FLOAT64) buffer.putDouble(value);
        else buffer.putFloat((float) value);
      }
      out.write(buffer.array(), 0, buffer.position());
    }
  }

  private static byte[] header(Map<String, Tensor> arrays, Precision precision) {
    String type = precision == Precision.FLOAT64 ? "F64" : "F32";
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(METADATA, Map.of("format", "pt"));
    long offset = 0;
    for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      long end = offset + (long) array.getValue().size() * bytes(type);
      entry.put("dtype", type);
      entry.put("shape", array.getValue().shape().toArray());
      entry.put("data_offsets", List.of(offset, end));
      header.put(array.getKey(), entry);
      offset = end;
    }
    StringBuilder text = new StringBuilder(Json.write(header));
    while (text.length() % Double.BYTES != 0) text.append(' '); // the format aligns the data
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads every array, widened to float64.
   *
   * @param name names the source in errors
   * @throws InvalidInputException if this is no safetensors file, it is truncated, or it has
   *     another type of numbers
   */
  public static Map<String, Tensor> read(InputStream in, String name) throws IOException {
    DataInputStream data = new DataInputStream(in);
    try {
      long length = Long.reverseBytes(data.readLong());
      if (length < 2 || length > MAX_HEADER) {
        throw new InvalidInputException(
            name + " is no safetensors file: its header would have " + length + " bytes");
      }
      String header = new String(data.readNBytes((int) length), StandardCharsets.UTF_8);
      return arrays(data, Json.read(header, name), name);
    } catch (EOFException e) {
      throw new InvalidInputException(name + " is truncated", e);
    }
  }

  private static Map<String, Tensor> arrays(DataInputStream in, Json.Reader header, String name)
      throws IOException {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    long offset = 0;
    for (String key : header.keys()) {
      if (key.equals(METADATA)) continue;
      Json.Reader entry = header.object(key);
      String type = entry.text("dtype");
      if (!type.equals("F32") && !type.equals("F64")) {
        throw new InvalidInputException(
            name + ": array '" + key + "' has dtype " + type + "; F32 and F64 can be read");
      }
      Shape shape = shape(entry, name + ": array '" + key + "'");
      List<Number> range = entry.numbers("data_offsets");
      long end = offset + (long) shape.size() * bytes(type);
      if (range.size() != 2
          || range.get(0).longValue() != offset
          || range.get(1).longValue() != end) {
        throw new InvalidInputException(
            name
                + ": array '"
                + key
                + "' must be bytes "
                + offset
                + " to "
                + end
                + ", is "
                + range);
      }
      arrays.put(key, Tensor.of(shape, values(in, shape.size(), type)));
      offset = end;
    }
    return arrays;
  }

  private static Shape shape(Json.Reader entry, String what) {
    List<Number> numbers = entry.numbers("shape");
    int[] dims = new int[numbers.size()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = numbers.get(i).intValue();
      if (dims[i] < 1 || dims[i] != numbers.get(i).doubleValue()) {
        throw new InvalidInputException(what + " has shape " + numbers);
      }
    }
    return Shape.of(dims);
  }

  private static double[] values(DataInputStream in, int count, String type) throws IOException {
    double[] values = new double[count];
    int width = bytes(type);
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; ) {
      int n = Math.min(count - i, CHUNK / width);
      in.readFully(buffer.array(), 0, n * width);
      for (int k = 0; k < n; k++, i++) {
        values[i] = width == 8 ? buffer.getDouble(8 * k) : buffer.getFloat(4 * k);
      }
    }
    return values;
  }

  private static int bytes(String type) {
    return type.equals("F64") ? Double.BYTES : Float.BYTES;
  }
}
