package org.initlab.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.initlab.core.data.reader.Idx;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where data sets are found, and what is said where they are not. */
class DatasetsTest {
  @TempDir Path root;

  @Test
  void digitsAreInTheJar() {
    Dataset digits = Datasets.named("digits", folders());
    assertThat(digits.shape()).isEqualTo(Shape.of(1, 8, 8));
    assertThat(digits.train().size()).isEqualTo(1438);
    assertThat(digits.test().size()).isEqualTo(359);
    int[] counts = new int[10];
    long sum = 0;
    for (Samples part : List.of(digits.train(), digits.test())) {
      for (int i = 0; i < part.size(); i++) {
        counts[part.label(i)]++;
        for (int p = 0; p < 64; p++) sum += part.pixel(i, p);
      }
    }
    // numpy 2: bincount of the last column, and the sum of the others
    assertThat(counts).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    assertThat(sum).isEqualTo(561718);
    assertThat(digits.normalization().apply(0, 16)).isEqualTo(0.5);
  }

  @Test
  void theFirstFolderThatHasADataSetWins() throws IOException {
    Idx.dataset(root.resolve("b/mnist"), 1, 2);
    Idx.dataset(root.resolve("c/mnist"), 3, 4);
    Dataset mnist = Datasets.named("mnist", folders());
    assertThat(mnist.train().label(0)).isEqualTo(1);
    assertThat(mnist.train().pixel(0, 5)).isEqualTo(255);
    assertThat(mnist.test().label(0)).isEqualTo(9);
    assertThat(mnist.classes()).isEqualTo(10);
    assertThat(mnist.sources())
        .extracting(Source::name)
        .containsExactly(
            "train-images-idx3-ubyte",
            "train-labels-idx1-ubyte",
            "t10k-images-idx3-ubyte",
            "t10k-labels-idx1-ubyte");
  }

  @Test
  void aGivenFolderMayBeTheDataSetsOwnButNotAnothers() throws IOException {
    Idx.dataset(root.resolve("mnist"), 1, 2);
    DataFolders own = new DataFolders(List.of(root.resolve("mnist")));
    assertThat(Datasets.named("mnist", own).train().label(1)).isEqualTo(2);
    assertThatThrownBy(() -> Datasets.named("fashion-mnist", own))
        .hasMessageContaining("dataset 'fashion-mnist' is not in");
  }

  @Test
  void missingFilesAreNamedWithTheirPlace() {
    assertThatThrownBy(() -> Datasets.named("mnist", folders()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("dataset 'mnist' is not in " + root.resolve("a") + " or ")
        .hasMessageContaining(
            "'initlab data fetch mnist' downloads it; or put train-images-idx3-ubyte, ")
        .hasMessageContaining("into " + root.resolve("a/mnist"))
        .message()
        .hasLineCount(1);
  }

  @Test
  void anIncompleteFolderIsNoReasonToLookElsewhere() throws IOException {
    Idx.dataset(root.resolve("a/mnist"), 1, 2);
    Idx.dataset(root.resolve("b/mnist"), 1, 2);
    Files.delete(root.resolve("a/mnist/t10k-labels-idx1-ubyte"));
    assertThatThrownBy(() -> Datasets.named("mnist", folders()))
        .hasMessage(
            root.resolve("a/mnist") + " is incomplete: t10k-labels-idx1-ubyte (or .gz) is missing");
  }

  @Test
  void aLabelOutOfRangeIsRefused() throws IOException {
    Idx.dataset(root.resolve("a/mnist"), 1, 10);
    assertThatThrownBy(() -> Datasets.named("mnist", folders()))
        .hasMessage("mnist training sample 1: label must be in 0..9, was 10");
  }

  @Test
  void aMisspeltNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Datasets.named("minst", folders()))
        .hasMessageContaining("dataset 'minst' is unknown; did you mean 'mnist'?");
  }

  @Test
  void foldersAreTheGivenOneTheVariablesAndTheCache() {
    Path home = Path.of("/home/ada");
    assertThat(DataFolders.of(Optional.empty(), Map.of(), home, "Linux").folders())
        .containsExactly(home.resolve(".cache/initlab"));
    assertThat(
            DataFolders.of(
                    Optional.of(Path.of("/given")),
                    Map.of("INITLAB_DATA", "/var", "XDG_CACHE_HOME", "/xdg"),
                    home,
                    "Linux")
                .folders())
        .containsExactly(Path.of("/given"), Path.of("/var"), Path.of("/xdg/initlab"));
    assertThat(DataFolders.of(Optional.empty(), Map.of(), home, "Mac OS X").folders())
        .containsExactly(home.resolve("Library/Caches/initlab"));
    assertThat(
            DataFolders.of(Optional.empty(), Map.of("LOCALAPPDATA", "/local"), home, "Windows 11")
                .folders())
        .containsExactly(Path.of("/local/initlab"));
  }

  private DataFolders folders() {
    return new DataFolders(
        IntStream.range(0, 3).mapToObj(i -> root.resolve("abc".substring(i, i + 1))).toList());
  }
}
