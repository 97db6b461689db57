package org.initlab.core.data.reader;

import java.nio.file.Path;
import java.util.List;
import org.initlab.core.error.InvalidInputException;

/** The names of an archive's entries. */
final class EntryNames {
  private EntryNames() {}

  /**
   * Refuses an entry that points outside the folder of its archive: though nothing is unpacked
   * here, such an archive was made to do harm.
   */
  static void requireInside(Path archive, String entry) {
    String name = entry.replace('\\', '/');
    boolean drive = name.length() > 1 && name.charAt(1) == ':';
    if (name.startsWith("/") || drive || List.of(name.split("/")).contains("..")) {
      throw new InvalidInputException(
          archive + " is refused: its entry '" + entry + "' points outside the archive's folder");
    }
  }
}
