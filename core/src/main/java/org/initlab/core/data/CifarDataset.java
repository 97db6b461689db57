package org.initlab.core.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.initlab.core.data.reader.CifarFormat;
import org.initlab.core.data.reader.CifarReader;

/** CIFAR-10 or CIFAR-100: its files, its archive's folder, or the archive itself. */
record CifarDataset(CifarFormat format, List<String> classNames) implements DatasetLoader {
  @Override
  public Optional<Dataset> load(String name, Path folder) {
    for (Path place : places(folder)) {
      Optional<List<Path>> files = DataFiles.find(place, names());
      if (files.isPresent()) {
        return Optional.of(dataset(name, CifarReader.read(format, files.get())));
      }
    }
    Path archive = folder.resolve(format.archive());
    if (!Files.isRegularFile(archive)) return Optional.empty();
    return Optional.of(dataset(name, CifarReader.readArchive(format, archive)));
  }

  @Override
  public boolean isIn(Path folder) {
    return places(folder).stream().anyMatch(p -> DataFiles.complete(p, names()))
        || Files.isRegularFile(folder.resolve(format.archive()));
  }

  private List<Path> places(Path folder) {
    return List.of(folder, folder.resolve(format.folder()));
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(format.trainFiles());
    names.add(format.testFile());
    return names;
  }

  private Dataset dataset(String name, CifarReader.Content content) {
    return new Dataset(
        name,
        classNames,
        content.train(),
        content.test(),
        Normalization.CIFAR,
        Augmentation.CIFAR,
        content.sources());
  }
}
