package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code initlab data} says of the data sets that are here. */
class DataCommandTest {
  @TempDir Path directory;

  @Test
  void listTellsWhichDataSetsAreHereAndWhere() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("mine").resolve("mnist"));
    for (String file :
        List.of(
            "train-images-idx3-ubyte",
            "train-labels-idx1-ubyte.gz",
            "t10k-images-idx3-ubyte",
            "t10k-labels-idx1-ubyte")) {
      Files.createFile(folder.resolve(file));
    }
    CliRun run = CliRun.in(directory, "data", "list", "--data-dir", "mine");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
    assertThat(line(run, "mnist")).contains("true").contains(folder.toString());
    assertThat(line(run, "digits")).contains("true").contains("in the program itself");
    assertThat(run.out()).contains("fashion-mnist").contains("cifar10").contains("cifar100");
  }

  @Test
  void pathPutsTheGivenFolderFirst() {
    CliRun run = CliRun.in(directory, "data", "path", "--data-dir", "mine");
    assertThat(run.out().lines()).first().isEqualTo(directory.resolve("mine").toString());
    assertThat(run.out().lines()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void theEmbeddedDataSetNeedsNoFetching() {
    CliRun run = CliRun.in(directory, "data", "fetch", "digits", "--data-dir", "mine");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("nothing to fetch");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFileThatIsAnotherIsNeitherUsedNorOverwritten() throws IOException {
    Path file = directory.resolve("mine").resolve("cifar10").resolve("cifar-10-binary.tar.gz");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "thesis");
    CliRun run = CliRun.in(directory, "data", "fetch", "cifar10", "--data-dir", "mine");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("its MD5 must be c32a1d4ab5d03f1284b67883e8d87530, was");
    assertThat(file).hasContent("thesis");
  }

  private static String line(CliRun run, String name) {
    return run.out().lines().filter(l -> l.startsWith(name + " ")).findFirst().orElseThrow();
  }
}
