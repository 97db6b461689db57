package org.initlab.core.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.initlab.core.data.fetch.Download;
import org.initlab.core.data.fetch.Downloader;
import org.initlab.core.data.reader.CifarFormat;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.error.UnavailableException;
import org.initlab.core.experiment.Progress;

/** The data sets that have a name on the command line. */
public enum KnownDataset {
  DIGITS("digits", "UCI handwritten digits, 1,438 + 359 of 1×8×8 (in the program itself)") {
    @Override
    public Dataset read(DataFolders folders) {
      return DigitsDataset.read(id(), numbered(10));
    }
  },

  MNIST(
      "mnist",
      "handwritten digits, 60,000 + 10,000 of 1×28×28",
      List.of("mnist", "MNIST/raw"),
      String.join(", ", IdxDataset.FILES) + " (plain or .gz)",
      new IdxDataset(numbered(10)),
      Publishers.MNIST),

  FASHION_MNIST(
      "fashion-mnist",
      "articles of clothing, 60,000 + 10,000 of 1×28×28",
      List.of("fashion-mnist", "FashionMNIST/raw"),
      String.join(", ", IdxDataset.FILES) + " (plain or .gz)",
      new IdxDataset(
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
              "Ankle boot")),
      Publishers.FASHION_MNIST),

  CIFAR10(
      "cifar10",
      "photographs of 10 classes, 50,000 + 10,000 of 3×32×32",
      List.of("cifar10", "."),
      "cifar-10-binary.tar.gz (or the .bin files that it holds)",
      new CifarDataset(
          CifarFormat.CIFAR10,
          List.of(
              "airplane",
              "automobile",
              "bird",
              "cat",
              "deer",
              "dog",
              "frog",
              "horse",
              "ship",
              "truck")),
      Publishers.CIFAR10),

  CIFAR100(
      "cifar100",
      "photographs of 100 classes, 50,000 + 10,000 of 3×32×32",
      List.of("cifar100", "."),
      "cifar-100-binary.tar.gz (or the .bin files that it holds)",
      new CifarDataset(CifarFormat.CIFAR100, numbered(100)),
      Publishers.CIFAR100);

  private final String id;
  private final String description;
  private final List<String> folderNames;
  private final String files;
  private final Optional<DatasetLoader> loader;
  private final List<Download> downloads;

  /** One that is in the program itself. */
  KnownDataset(String id, String description) {
    this.id = id;
    this.description = description;
    folderNames = List.of();
    files = "";
    loader = Optional.empty();
    downloads = List.of();
  }

  /**
   * @param folderNames what its folder in a data folder may be called, the usual name first; "."
   *     where its files may lie in the data folder itself
   * @param files which files those are, for a person
   */
  KnownDataset(
      String id,
      String description,
      List<String> folderNames,
      String files,
      DatasetLoader loader,
      List<Download> downloads) {
    this.id = id;
    this.description = description;
    this.folderNames = folderNames;
    this.files = files;
    this.loader = Optional.of(loader);
    this.downloads = downloads;
  }

  public String id() {
    return id;
  }

  public String description() {
    return description;
  }

  /** Whether it is in the program itself, so that no folder need have it. */
  public boolean embedded() {
    return loader.isEmpty();
  }

  /** What its publisher offers, in the order in which it is fetched. */
  public List<Download> downloads() {
    return downloads;
  }

  /** The folder that has all of its files; which folder is read, and none of the files. */
  public Optional<Path> locate(DataFolders folders) {
    return folders.folders().stream()
        .flatMap(root -> candidates(root).stream())
        .filter(folder -> loader.isPresent() && loader.get().isIn(folder))
        .findFirst();
  }

  /**
   * Reads the data set from the first folder that has it.
   *
   * @throws InvalidInputException in one line where none has, or a file is damaged
   */
  public Dataset read(DataFolders folders) {
    for (Path root : folders.folders()) {
      for (Path folder : candidates(root)) {
        Optional<Dataset> found = loader.flatMap(l -> l.load(id, folder));
        if (found.isPresent()) return found.get();
      }
    }
    throw new InvalidInputException(
        "dataset '"
            + id
            + "' is not in "
            + folders.folders().stream().map(Path::toString).collect(Collectors.joining(" or "))
            + ": 'initlab data fetch "
            + id
            + "' downloads it; or put "
            + files
            + " into "
            + home(folders));
  }

  /**
   * Downloads what is not there yet into its folder in the first data folder.
   *
   * @return the files that were downloaded
   * @throws UnavailableException in one line where there is no network: which files to put where
   */
  public List<Path> fetch(DataFolders folders, Downloader downloader, Progress progress) {
    List<Path> fetched = new ArrayList<>();
    for (Download download : downloads) {
      try {
        boolean isNew = downloader.download(download, home(folders), progress);
        if (isNew) fetched.add(home(folders).resolve(download.file()));
      } catch (UnavailableException e) {
        throw new UnavailableException(
            e.getMessage() + "; run again, or put " + files + " into " + home(folders), e);
      }
    }
    return fetched;
  }

  /** The folder that it is put into. */
  private Path home(DataFolders folders) {
    return folders.first().resolve(folderNames.get(0));
  }

  /**
   * The folders of its names in {@code root}, and {@code root} itself where that bears one of them:
   * MNIST and Fashion-MNIST have the same file names, so another folder could be either.
   */
  private List<Path> candidates(Path root) {
    List<Path> candidates = new ArrayList<>();
    for (String name : folderNames) {
      candidates.add(root.resolve(name).normalize());
      if (root.endsWith(name)) candidates.add(root);
    }
    return candidates;
  }

  static List<String> numbered(int classes) {
    return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }
}
