package org.initlab.core.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.initlab.core.data.reader.DigitsReader;
import org.initlab.core.data.reader.IdxReader;
import org.initlab.core.data.reader.Labelled;
import org.initlab.core.error.InvalidInputException;

/** The data sets that have a name on the command line. */
public enum KnownDataset {
  DIGITS("digits", "UCI handwritten digits, 1,797 of 1×8×8, in the program itself", List.of()) {
    /** No split comes with them: every fifth image is for the test. */
    @Override
    public Dataset read(DataFolders folders) {
      Labelled all = DigitsReader.read();
      int n = all.samples().size();
      int[] train = IntStream.range(0, n).filter(i -> i % 5 != 4).toArray();
      int[] test = IntStream.range(0, n).filter(i -> i % 5 == 4).toArray();
      return new Dataset(
          id(),
          numbered(10),
          all.samples().subset(train),
          all.samples().subset(test),
          Normalization.centred(DigitsReader.MAX, 1),
          Augmentation.NONE,
          all.sources());
    }
  },

  MNIST("mnist", "handwritten digits, 60,000 + 10,000 of 1×28×28", List.of("mnist", "MNIST/raw")) {
    @Override
    Optional<Dataset> find(Path folder) {
      return idx(folder, numbered(10));
    }
  },

  FASHION_MNIST(
      "fashion-mnist",
      "articles of clothing, 60,000 + 10,000 of 1×28×28",
      List.of("fashion-mnist", "FashionMNIST/raw")) {
    @Override
    Optional<Dataset> find(Path folder) {
      return idx(
          folder,
          List.of(
              "T-shirt/top",
              "Trouser",
              "Pullover",
              "Dress",
              "Coat",
              "Sandal",
              "Shirt",
              "Sneaker",
              "Bag",
              "Ankle boot"));
    }
  };

  private static final List<String> IDX_FILES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte");

  private final String id;
  private final String description;
  private final List<String> folderNames;

  /**
   * @param folderNames what its folder in a data folder may be called, the usual name first
   */
  KnownDataset(String id, String description, List<String> folderNames) {
    this.id = id;
    this.description = description;
    this.folderNames = folderNames;
  }

  public String id() {
    return id;
  }

  public String description() {
    return description;
  }

  /**
   * Reads the data set from the first folder that has it.
   *
   * @throws InvalidInputException in one line where none has, or a file is damaged
   */
  public Dataset read(DataFolders folders) {
    for (Path root : folders.folders()) {
      for (Path folder : candidates(root)) {
        Optional<Dataset> found = Files.isDirectory(folder) ? find(folder) : Optional.empty();
        if (found.isPresent()) return found.get();
      }
    }
    throw new InvalidInputException(
        "dataset '"
            + id
            + "' is not in "
            + folders.folders().stream().map(Path::toString).collect(Collectors.joining(" or "))
            + ": put "
            + String.join(", ", IDX_FILES)
            + " (or .gz) into "
            + folders.first().resolve(folderNames.get(0)));
  }

  /** Reads the data set from a folder, or nothing where it is not there. */
  Optional<Dataset> find(Path folder) {
    return Optional.empty();
  }

  /**
   * The folders of its names in {@code root}, and {@code root} itself where that bears one of them:
   * MNIST and Fashion-MNIST have the same file names, so another folder could be either.
   */
  private List<Path> candidates(Path root) {
    List<Path> candidates = new ArrayList<>();
    for (String name : folderNames) {
      candidates.add(root.resolve(name));
      if (root.endsWith(name)) candidates.add(root);
    }
    return candidates;
  }

  Optional<Dataset> idx(Path folder, List<String> classNames) {
    return DataFiles.find(folder, IDX_FILES)
        .map(
            files -> {
              Labelled train = IdxReader.read(files.get(0), files.get(1));
              Labelled test = IdxReader.read(files.get(2), files.get(3));
              List<Source> sources = new ArrayList<>(train.sources());
              sources.addAll(test.sources());
              return new Dataset(
                  id,
                  classNames,
                  train.samples(),
                  test.samples(),
                  Normalization.centred(255, 1),
                  Augmentation.NONE,
                  sources);
            });
  }

  static List<String> numbered(int classes) {
    return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }
}
