package org.initlab.core.data.reader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Hand-made IDX files. */
public final class Idx {
  private Idx() {}

  public static byte[] images(int n, int height, int width, int... pixels) {
    return file(0x0803, new int[] {n, height, width}, pixels);
  }

  public static byte[] labels(int... labels) {
    return file(0x0801, new int[] {labels.length}, labels);
  }

  public static byte[] file(int magic, int[] dims, int... values) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * dims.length + values.length).putInt(magic);
    for (int d : dims) file.putInt(d);
    for (int v : values) file.put((byte) v);
    return file.array();
  }

  public static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  /** Two training images of 1×2×3 and one for the test, in the files' usual names. */
  public static void dataset(Path folder, int... trainLabels) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("train-images-idx3-ubyte"), images(2, 2, 3, train()));
    Files.write(folder.resolve("train-labels-idx1-ubyte"), labels(trainLabels));
    Files.write(folder.resolve("t10k-images-idx3-ubyte"), images(1, 2, 3, 6, 5, 4, 3, 2, 1));
    Files.write(folder.resolve("t10k-labels-idx1-ubyte"), labels(9));
  }

  private static int[] train() {
    return new int[] {0, 1, 2, 3, 4, 255, 10, 20, 30, 40, 50, 60};
  }
}
