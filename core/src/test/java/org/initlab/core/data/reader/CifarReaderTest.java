package org.initlab.core.data.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.initlab.core.data.Augmentation;
import org.initlab.core.data.DataFolders;
import org.initlab.core.data.Dataset;
import org.initlab.core.data.Datasets;
import org.initlab.core.data.Normalization;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CIFAR's files and archives, good and bad. */
class CifarReaderTest {
  @TempDir Path folder;

  @Test
  void filesAreReadInTheirOrder() throws IOException {
    for (Map.Entry<String, byte[]> e : cifar10().entrySet()) {
      Path file = folder.resolve("cifar10").resolve(e.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, e.getValue());
    }
    requireCifar10(read("cifar10"));
    assertThat(read("cifar10").sources()).hasSize(6);
  }

  @Test
  void theArchiveIsReadAsItIs() throws IOException {
    archive("cifar-10-binary.tar.gz", Cifar.tarGz(cifar10()));
    requireCifar10(read("cifar10"));
    assertThat(read("cifar10").sources()).hasSize(1);
  }

  private static void requireCifar10(Dataset cifar) {
    assertThat(cifar.shape()).isEqualTo(Shape.of(3, 32, 32));
    assertThat(cifar.train().size()).isEqualTo(6);
    assertThat(cifar.test().size()).isEqualTo(1);
    for (int i = 0; i < 6; i++) assertThat(cifar.train().label(i)).isEqualTo(i);
    assertThat(cifar.train().pixel(3, 0)).isEqualTo(30);
    assertThat(cifar.train().pixel(3, 3071)).isEqualTo((30 + 3071) % 256);
    assertThat(cifar.test().label(0)).isEqualTo(9);
    assertThat(cifar.normalization()).isEqualTo(Normalization.CIFAR);
    assertThat(cifar.augmentation()).isEqualTo(Augmentation.CIFAR);
  }

  @Test
  void theSecondLabelOfCifar100IsTheClass() throws IOException {
    archive(
        "cifar-100-binary.tar.gz",
        Cifar.tarGz(
            Map.of(
                "cifar-100-binary/train.bin", Cifar.record(7, 19, 99),
                "cifar-100-binary/test.bin", Cifar.record(0, 0, 1))));
    Dataset cifar = read("cifar100");
    assertThat(cifar.train().label(0)).isEqualTo(99);
    assertThat(cifar.train().pixel(0, 0)).isEqualTo(7);
    assertThat(cifar.classes()).isEqualTo(100);
  }

  @Test
  void aCifar10FileIsNoCifar100File() throws IOException {
    Files.write(folder.resolve("train.bin"), Cifar.join(Cifar.record(0, 1), Cifar.record(0, 2)));
    Files.write(folder.resolve("test.bin"), Cifar.record(0, 1));
    refused(() -> read("cifar100"), "train.bin is truncated or no CIFAR-100 file: 6146 bytes");
    Files.write(folder.resolve("train.bin"), Cifar.record(0, 20, 1));
    refused(() -> read("cifar100"), "label of record 0 must be in 0..19, was 20");
  }

  @Test
  void truncatedAndDamagedFilesAreRefused() throws IOException {
    Map<String, byte[]> files = cifar10();
    byte[] whole = files.get("cifar-10-batches-bin/data_batch_1.bin");
    files.put("cifar-10-batches-bin/data_batch_1.bin", Arrays.copyOf(whole, whole.length - 1));
    archive("cifar-10-binary.tar.gz", Cifar.tarGz(files));
    refused(() -> read("cifar10"), "!data_batch_1.bin is truncated or no CIFAR-10 file");
    files.put("cifar-10-batches-bin/data_batch_1.bin", Cifar.record(0, 10));
    archive("cifar-10-binary.tar.gz", Cifar.tarGz(files));
    refused(() -> read("cifar10"), "label of record 0 must be in 0..9, was 10");
  }

  @Test
  void damagedArchivesAreRefused() throws IOException {
    byte[] archive = Cifar.tarGz(cifar10());
    archive("cifar-10-binary.tar.gz", Arrays.copyOf(archive, archive.length / 2));
    refused(() -> read("cifar10"), "cifar-10-binary.tar.gz is truncated");
    byte[] corrupt = archive.clone();
    corrupt[corrupt.length - 8] ^= 1; // the checksum
    archive("cifar-10-binary.tar.gz", corrupt);
    refused(() -> read("cifar10"), "cannot be read: java.util.zip.ZipException");
    archive("cifar-10-binary.tar.gz", Cifar.tarGz(Map.of("readme.html", new byte[3])));
    refused(() -> read("cifar10"), "cifar-10-binary.tar.gz lacks data_batch_1.bin");
  }

  @Test
  void entriesThatPointOutsideAreRefused() throws IOException {
    for (String name : List.of("../data_batch_1.bin", "/etc/x", "a/../../x", "C:\\x", "a\\..\\x")) {
      Map<String, byte[]> files = cifar10();
      files.put(name, new byte[1]);
      archive("cifar-10-binary.tar.gz", Cifar.tarGz(files));
      refused(() -> read("cifar10"), "its entry '" + name + "' points outside");
    }
    archive("cifar-10-binary.tar.gz", Cifar.tarGzWithLink("data_batch_1.bin", "/etc/passwd"));
    refused(() -> read("cifar10"), "its entry 'data_batch_1.bin' is a link");
  }

  @Test
  void anArchiveThatDecompressesWithoutEndIsStoppedAtTheLimit() throws IOException {
    Path file =
        Files.createDirectories(folder.resolve("cifar10")).resolve("cifar-10-binary.tar.gz");
    byte[] zeros = Idx.gzip(new byte[1 << 20]);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(Idx.gzip(Cifar.tarHeader("zeros", 2 * CifarReader.ARCHIVE_LIMIT)));
      for (long i = 0; i <= CifarReader.ARCHIVE_LIMIT; i += 1 << 20) out.write(zeros);
    }
    refused(() -> read("cifar10"), "decompresses to more than the allowed 256 MiB");
  }

  /** Five training files, the first of two records, and a test file, out of order. */
  private static Map<String, byte[]> cifar10() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("cifar-10-batches-bin/test_batch.bin", Cifar.record(90, 9));
    for (int b = 5; b >= 2; b--) {
      files.put("cifar-10-batches-bin/data_batch_" + b + ".bin", Cifar.record(10 * b, b));
    }
    files.put(
        "cifar-10-batches-bin/data_batch_1.bin",
        Cifar.join(Cifar.record(0, 0), Cifar.record(10, 1)));
    return files;
  }

  private void archive(String name, byte[] content) throws IOException {
    Path to = folder.resolve(name.startsWith("cifar-100") ? "cifar100" : "cifar10");
    Files.write(Files.createDirectories(to).resolve(name), content);
  }

  private Dataset read(String name) {
    return Datasets.named(name, new DataFolders(List.of(folder)));
  }

  private static void refused(ThrowingCallable read, String message) {
    assertThatThrownBy(read)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }
}
