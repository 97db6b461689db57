package org.initlab.core.data.reader;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.initlab.core.data.Source;

/** The files of a tree of images, in a folder or a .zip, by their path with / between names. */
interface ImageFiles extends Closeable {
  /** No image may be larger as a file; no real one of a size that a network takes is. */
  long FILE_LIMIT = 64L << 20;

  /** No tree may hold more, decompressed. */
  long TREE_LIMIT = 4L << 30;

  /**
   * @throws org.initlab.core.error.InvalidInputException where {@code tree} is neither a folder nor
   *     a .zip, or is damaged
   */
  static ImageFiles open(Path tree) {
    return Files.isDirectory(tree) ? FolderFiles.of(tree) : ZipFiles.open(tree);
  }

  /** Every file and, ending in /, every folder; sorted by the names' UTF-16 code units. */
  List<String> paths();

  byte[] read(String path) throws IOException;

  /** What was read so far. */
  Source source() throws IOException;

  /** Whether an operating system left a file that is nobody's image. */
  static boolean ignored(String path) {
    String[] names = path.split("/");
    String last = names[names.length - 1];
    return last.startsWith(".")
        || last.equals("Thumbs.db")
        || last.equals("desktop.ini")
        || names[0].equals("__MACOSX");
  }
}
