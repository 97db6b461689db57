package org.initlab.core.data.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.initlab.core.data.Source;
import org.initlab.core.error.InvalidInputException;

/** A folder's files. Its checksum is that of their paths and contents in the order of reading. */
final class FolderFiles implements ImageFiles {
  private final Path root;
  private final List<String> paths;
  private final MessageDigest digest = SourceFile.sha256();
  private long bytes;

  private FolderFiles(Path root, List<String> paths) {
    this.root = root;
    this.paths = paths;
  }

  static FolderFiles of(Path root) {
    try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      return new FolderFiles(
          root,
          files
              .filter(f -> !f.equals(root))
              .map(f -> name(root, f))
              .filter(p -> !ImageFiles.ignored(p))
              .sorted()
              .toList());
    } catch (IOException e) {
      throw new InvalidInputException(root + " cannot be read: " + e, e);
    }
  }

  private static String name(Path root, Path file) {
    String name =
        root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    return Files.isDirectory(file) ? name + "/" : name;
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public byte[] read(String path) throws IOException {
    Path file = root.resolve(path);
    try (InputStream in =
        new LimitedInputStream(file.toString(), Files.newInputStream(file), FILE_LIMIT)) {
      byte[] content = in.readAllBytes();
      digest.update(path.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(content);
      bytes += content.length;
      return content;
    }
  }

  @Override
  public Source source() {
    return new Source(
        root.getFileName().toString(), bytes, HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public void close() {}
}
