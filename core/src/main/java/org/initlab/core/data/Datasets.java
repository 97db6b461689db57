package org.initlab.core.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.initlab.core.data.reader.ImageTreeReader;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;

/** Data sets, found and read by name. */
public final class Datasets {
  private Datasets() {}

  /** The known names, in the order in which they are shown. */
  public static List<String> names() {
    return Arrays.stream(KnownDataset.values()).map(KnownDataset::id).toList();
  }

  /** The data set of this name, if it is a known one. */
  public static Optional<KnownDataset> known(String name) {
    return Arrays.stream(KnownDataset.values()).filter(k -> k.id().equals(name)).findFirst();
  }

  /**
   * Reads a data set: a known one, or the folder or .zip of class folders (see {@link
   * ImageTreeReader}) that has this name in a data folder, or this absolute path.
   *
   * @throws InvalidInputException in one line: of an unknown name, with the nearest known one; of
   *     missing files, with where to put which; of a damaged file, with what is wrong with it
   */
  public static Dataset named(String name, DataFolders folders) {
    Arguments.notBlank("dataset", name);
    Optional<KnownDataset> known = known(name);
    if (known.isPresent()) return known.get().read(folders);
    return folders.folders().stream()
        .flatMap(f -> Stream.of(f.resolve(name), f.resolve(name + ".zip")))
        .filter(p -> Files.isDirectory(p) || Files.isRegularFile(p))
        .findFirst()
        .map(Datasets::tree)
        .orElseThrow(() -> unknown(name, folders));
  }

  /** Reads a folder or .zip of class folders. */
  public static Dataset tree(Path tree) {
    ImageTreeReader.Content content = ImageTreeReader.read(tree);
    return new Dataset(
        tree.getFileName().toString().replaceFirst("\\.zip$", ""),
        content.classes(),
        content.train(),
        content.test(),
        Normalization.centred(255, content.train().shape().dim(0)),
        Augmentation.NONE,
        List.of(content.source()));
  }

  private static InvalidInputException unknown(String name, DataFolders folders) {
    return new InvalidInputException(
        Arguments.unknown("dataset", name, names()).getMessage()
            + ", and there is no folder or .zip of images of that name in "
            + folders.folders().stream().map(Path::toString).collect(Collectors.joining(" or ")));
  }
}
