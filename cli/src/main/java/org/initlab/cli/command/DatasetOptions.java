package org.initlab.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.initlab.cli.Invocation;
import org.initlab.core.data.Augmentation;
import org.initlab.core.data.Dataset;
import org.initlab.core.data.Datasets;
import org.initlab.core.random.Seed;
import org.initlab.core.train.TrainingData;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which data, where it lies, and what is done with it. */
public final class DatasetOptions {
  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      defaultValue = "digits",
      description =
          "digits, mnist, fashion-mnist, cifar10, cifar100, or a folder or .zip of images"
              + " (default: ${DEFAULT-VALUE}, which needs no files)")
  private String name;

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = {"--val-fraction", "--val_fraction"},
      defaultValue = "0.1",
      description =
          "of the training samples, held out to choose the best epoch; 0 tests the last one"
              + " (default: ${DEFAULT-VALUE})")
  private double held;

  @Option(names = "--cutout", description = "cut a square of 16×16 out of every training image")
  private boolean cutout;

  /** A name with a / in it is a path, which starts where the command was called. */
  public Dataset read(Invocation invocation) {
    String given = name.contains("/") ? invocation.resolve(Path.of(name)).toString() : name;
    return Datasets.named(given, data.folders(invocation));
  }

  /** The mini-batches of a run. */
  public TrainingData batches(Dataset data, int miniBatchSize, Seed seed) {
    Augmentation augmentation =
        cutout ? data.augmentation().withCutout(Augmentation.CUTOUT_SIDE) : data.augmentation();
    return TrainingData.of(
        data.split(held, seed), data.normalization(), augmentation, miniBatchSize, seed);
  }

  /** Under the original program's names, with the checksums of the data. */
  void add(Dataset data, ObjectNode to) {
    to.put("dataset", data.name()).put("val_fraction", held).put("cutout", cutout);
    ArrayNode files = to.putArray("data_files");
    data.sources()
        .forEach(
            s ->
                files
                    .addObject()
                    .put("name", s.name())
                    .put("bytes", s.bytes())
                    .put("sha256", s.sha256()));
  }
}
