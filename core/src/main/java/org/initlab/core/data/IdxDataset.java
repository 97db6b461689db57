package org.initlab.core.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.initlab.core.data.reader.IdxReader;
import org.initlab.core.data.reader.Labelled;

/** A data set in MNIST's four files. */
record IdxDataset(List<String> classNames) implements DatasetLoader {
  static final List<String> FILES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte");

  @Override
  public Optional<Dataset> load(String name, Path folder) {
    return DataFiles.find(folder, FILES).map(files -> read(name, files));
  }

  @Override
  public boolean isIn(Path folder) {
    return DataFiles.complete(folder, FILES);
  }

  private Dataset read(String name, List<Path> files) {
    Labelled train = IdxReader.read(files.get(0), files.get(1));
    Labelled test = IdxReader.read(files.get(2), files.get(3));
    List<Source> sources = new ArrayList<>(train.sources());
    sources.addAll(test.sources());
    return new Dataset(
        name,
        classNames,
        train.samples(),
        test.samples(),
        Normalization.centred(255, 1),
        Augmentation.NONE,
        sources);
  }
}
