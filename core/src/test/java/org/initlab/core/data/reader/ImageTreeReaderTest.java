package org.initlab.core.data.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.initlab.core.data.DataFolders;
import org.initlab.core.data.Dataset;
import org.initlab.core.data.Datasets;
import org.initlab.core.data.Samples;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees of images in folders and archives, good and bad. */
class ImageTreeReaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void classesAndFilesAreSortedByNameAndPixelsArePlanar(boolean zip) throws IOException {
    Map<String, byte[]> tree = new TreeMap<>();
    tree.put("train/dog/2.png", png(3, 2, 0x010203, 0x040506, 0x070809));
    tree.put("train/dog/10.png", png(3, 2, 0x101112, 0x131415, 0xFF1718));
    tree.put("train/cat/x.PNG", png(3, 2, 0x202122));
    tree.put("train/.DS_Store", new byte[1]);
    tree.put("test/dog/1.png", png(3, 2, 0x303132));
    put("pets", tree, zip);
    Dataset pets = Datasets.named("pets", new DataFolders(List.of(folder)));
    assertThat(pets.name()).isEqualTo("pets");
    assertThat(pets.classNames()).containsExactly("cat", "dog");
    assertThat(pets.shape()).isEqualTo(Shape.of(3, 2, 3));
    Samples train = pets.train();
    assertThat(List.of(train.label(0), train.label(1), train.label(2))).containsExactly(0, 1, 1);
    // "10.png" sorts before "2.png"; red, green and blue planes of 2×3
    assertThat(pixels(train, 1)).startsWith(0x10, 0x13, 0xFF, 0).element(6).isEqualTo(0x11);
    assertThat(pixels(train, 2)).startsWith(1, 4, 7, 0).element(12).isEqualTo(3);
    assertThat(pixels(pets.test(), 0)).startsWith(0x30);
    assertThat(pets.test().label(0)).isEqualTo(1);
    assertThat(pets.sources()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void withoutATestPartEveryFifthImageOfAClassIsIt(boolean zip) throws IOException {
    Map<String, byte[]> tree = new TreeMap<>();
    for (int i = 0; i < 6; i++) tree.put("all/a/" + i + ".png", gray(10 + i));
    for (int i = 0; i < 10; i++) tree.put("all/b/" + i + ".png", gray(20 + i));
    put("tree", tree, zip);
    Dataset dataset = Datasets.named("tree", new DataFolders(List.of(folder)));
    assertThat(dataset.shape()).isEqualTo(Shape.of(1, 1, 2));
    assertThat(firstPixels(dataset.train()))
        .containsExactly(10, 11, 12, 13, 15, 20, 21, 22, 23, 25, 26, 27, 28);
    assertThat(firstPixels(dataset.test())).containsExactly(14, 24, 29);
  }

  @Test
  void grayJpegAndPalettePngKeepTheirValues() throws IOException {
    BufferedImage gray = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 8; y++)
      for (int x = 0; x < 8; x++) gray.getRaster().setSample(x, y, 0, 130);
    BufferedImage palette = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
    palette.setRGB(1, 0, 0xFFFF0000);
    try (ImageDecoder decoder = new ImageDecoder()) {
      // a constant block has no error beyond the rounding of its mean: (130 − 128)·8 is whole
      ImageDecoder.Image jpeg = decoder.decode("gray.jpg", encoded(gray, "jpeg"));
      assertThat(jpeg.shape()).isEqualTo(Shape.of(1, 8, 8));
      assertThat(jpeg.values()).containsOnly(130);
      ImageDecoder.Image png = decoder.decode("palette.png", encoded(palette, "png"));
      assertThat(png.shape()).isEqualTo(Shape.of(3, 1, 2));
      assertThat(png.values()).containsExactly(0, 0, 0, 255, 0, 0);
    }
  }

  static Stream<Arguments> bad() throws IOException {
    byte[] good = gray(1);
    BufferedImage alpha = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    byte[] flipped = good.clone();
    flipped[flipped.length - 20] ^= 1; // in the image data
    byte[] jpeg = encoded(noise(), "jpeg");
    String text = "hello";
    return Stream.of(
        Arguments.of("a/9.png", text.getBytes(StandardCharsets.UTF_8), "is no PNG and no JPEG"),
        Arguments.of("a/9.png", Arrays.copyOf(good, good.length - 1), "damaged: it is truncated"),
        Arguments.of("a/9.png", Arrays.copyOf(good, 20), "a/9.png is damaged: "),
        Arguments.of("a/9.png", flipped, "a/9.png is damaged: a checksum in it is wrong"),
        Arguments.of("a/9.jpg", Arrays.copyOf(jpeg, jpeg.length / 2), "a/9.jpg is damaged: "),
        Arguments.of("a/9.jpg", Arrays.copyOf(jpeg, jpeg.length - 40), "a/9.jpg is damaged: "),
        Arguments.of("a/9.png", encoded(alpha, "png"), "a/9.png has an alpha channel"),
        Arguments.of("a/9.png", encoded(deep, "png"), "has 1 channels of 16 bits"),
        Arguments.of(
            "a/9.png",
            png(2, 1, 0),
            "a/0.png is 1×1×2 (channels×height×width) and a/9.png is 3×1×2"),
        Arguments.of("a/9.png", claiming(50_000, 40_000), "an image of 50000×40000 pixels"),
        Arguments.of("a/sub/9.png", good, " stands where only CLASS/IMAGE"),
        Arguments.of("9.png", good, "9.png stands where only"),
        Arguments.of("b/1.png", good, "class folder b holds 1 images"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void badFilesAreNamed(String path, byte[] content, String message) throws IOException {
    for (boolean zip : new boolean[] {false, true}) {
      Map<String, byte[]> tree = fiveOfA();
      tree.put(path, content);
      Path root = put(zip ? "zipped" : "plain", tree, zip);
      assertRefused(root, message);
    }
  }

  @Test
  void emptyClassFoldersAreNamed() throws IOException {
    Path root = put("tree", fiveOfA(), false);
    Files.createDirectories(root.resolve("b"));
    assertRefused(root, "class folder b holds no image");
    Map<String, byte[]> tree = fiveOfA();
    tree.put("b/", new byte[0]);
    assertRefused(put("tree", tree, true), "class folder b holds no image");
    assertRefused(Files.createDirectories(folder.resolve("nothing")), "nothing is empty");
  }

  @Test
  void aClassOfTheTestAloneIsRefused() throws IOException {
    Map<String, byte[]> tree = new TreeMap<>(Map.of("train/a/1.png", gray(1)));
    assertRefused(put("t1", tree, false), "there is no class folder in 'test/'");
    tree.put("test/b/1.png", gray(1));
    assertRefused(put("t2", tree, false), "class 'b' is in test/ but not in train/");
  }

  @Test
  void archivesThatAreNoneOrPointOutsideAreRefused() throws IOException {
    assertRefused(
        Files.write(folder.resolve("text.zip"), new byte[] {1, 2, 3}),
        "text.zip is no .zip that can be read");
    Map<String, byte[]> tree = fiveOfA();
    tree.put("../evil.png", gray(1));
    assertRefused(put("evil", tree, true), "its entry '../evil.png' points outside");
  }

  @Test
  void aZipBombIsStoppedAtTheLimit() throws IOException {
    Path bomb = folder.resolve("bomb.zip");
    try (OutputStream out = Files.newOutputStream(bomb);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_SPEED);
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 5; i++) {
        zip.putNextEntry(new ZipEntry("a/" + i + ".png"));
        for (int mib = 0; mib <= ImageFiles.FILE_LIMIT >> 20; mib++) zip.write(zeros);
        zip.closeEntry();
      }
    }
    assertRefused(bomb, "bomb.zip!a/0.png decompresses to more than the allowed 64 MiB");
  }

  private static void assertRefused(Path tree, String message) {
    assertThatThrownBy(() -> Datasets.tree(tree))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(tree.toString())
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }

  private static Map<String, byte[]> fiveOfA() throws IOException {
    Map<String, byte[]> tree = new TreeMap<>();
    for (int i = 0; i < 5; i++) tree.put("a/" + i + ".png", gray(i));
    return tree;
  }

  private Path put(String name, Map<String, byte[]> tree, boolean zip) throws IOException {
    if (zip) {
      Path file = folder.resolve(name + ".zip");
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
        for (Map.Entry<String, byte[]> e : tree.entrySet()) {
          out.putNextEntry(new ZipEntry(e.getKey()));
          out.write(e.getValue());
          out.closeEntry();
        }
      }
      return file;
    }
    Path root = folder.resolve(name);
    for (Map.Entry<String, byte[]> e : tree.entrySet()) {
      Path file = root.resolve(e.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, e.getValue());
    }
    return root;
  }

  /** An RGB image whose first pixels are given and the others black. */
  private static byte[] png(int width, int height, int... rgb) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < rgb.length; i++) image.setRGB(i % width, i / width, rgb[i]);
    return encoded(image, "png");
  }

  /** 32×32 gray pixels that compress badly. */
  private static BufferedImage noise() {
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 1024; i++) image.getRaster().setSample(i % 32, i / 32, 0, 97 * i * i >> 3);
    return image;
  }

  /** 1×2 pixels of one gray value. */
  private static byte[] gray(int value) throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, value);
    image.getRaster().setSample(1, 0, 0, value);
    return encoded(image, "png");
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  /** A PNG file's signature and header, which claims a size, and nothing behind them. */
  private static byte[] claiming(int width, int height) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream h = new DataOutputStream(header);
    h.writeBytes("IHDR");
    h.writeInt(width);
    h.writeInt(height);
    h.write(new byte[] {8, 0, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.toByteArray());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataOutputStream f = new DataOutputStream(file);
    f.writeLong(0x89504E470D0A1A0AL);
    f.writeInt(13);
    header.writeTo(f);
    f.writeInt((int) crc.getValue());
    return file.toByteArray();
  }

  private static List<Integer> pixels(Samples samples, int sample) {
    Integer[] pixels = new Integer[samples.shape().size()];
    Arrays.setAll(pixels, p -> samples.pixel(sample, p));
    return Arrays.asList(pixels);
  }

  private static List<Integer> firstPixels(Samples samples) {
    Integer[] pixels = new Integer[samples.size()];
    Arrays.setAll(pixels, i -> samples.pixel(i, 0));
    return Arrays.asList(pixels);
  }
}
