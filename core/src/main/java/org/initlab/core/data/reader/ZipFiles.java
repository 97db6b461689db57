package org.initlab.core.data.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.initlab.core.data.Source;
import org.initlab.core.error.InvalidInputException;

/** The files of a .zip; what they decompress to is counted, whatever their headers say. */
final class ZipFiles implements ImageFiles {
  private final Path archive;
  private final ZipFile zip;
  private final List<String> paths;
  private final long limit;
  private long decompressed;

  private ZipFiles(Path archive, ZipFile zip, List<String> paths, long limit) {
    this.archive = archive;
    this.zip = zip;
    this.paths = paths;
    this.limit = limit;
  }

  static ZipFiles open(Path archive) {
    return open(archive, TREE_LIMIT);
  }

  /**
   * @param limit bytes that all that is read may decompress to
   */
  static ZipFiles open(Path archive, long limit) {
    ZipFile zip = opened(archive);
    try {
      List<String> names = zip.stream().map(ZipEntry::getName).sorted().toList();
      names.forEach(n -> EntryNames.requireInside(archive, n));
      List<String> kept = names.stream().filter(n -> !ImageFiles.ignored(n)).distinct().toList();
      return new ZipFiles(archive, zip, kept, limit);
    } catch (RuntimeException e) {
      try {
        zip.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private static ZipFile opened(Path archive) {
    try {
      return new ZipFile(archive.toFile());
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(archive + " does not exist", e);
    } catch (IOException e) {
      throw new InvalidInputException(archive + " is no .zip that can be read: " + e, e);
    }
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public byte[] read(String path) throws IOException {
    ZipEntry entry = zip.getEntry(path);
    try (InputStream in =
        new LimitedInputStream(archive + "!" + path, zip.getInputStream(entry), FILE_LIMIT)) {
      byte[] content = in.readAllBytes();
      decompressed += content.length;
      if (decompressed > limit) {
        throw new InvalidInputException(
            archive + " decompresses to more than the allowed " + (limit >> 20) + " MiB");
      }
      return content;
    }
  }

  @Override
  public Source source() throws IOException {
    try (SourceFile file = SourceFile.open(archive)) {
      return file.source();
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
