package org.initlab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs that end alike are told apart by where they are, and every name is one for a folder. */
class RunNamesTest {
  private static List<String> names(String... directories) {
    return RunNames.of(
        Stream.of(directories).map(d -> Path.of("/").resolve(d)).toList(), Set.of("index.html"));
  }

  @Test
  void lastPartSufficesWhereItIsTheOnlyOne() {
    assertThat(names("runs/a", "runs/b", "elsewhere/c")).containsExactly("a", "b", "c");
  }

  @Test
  void partsBeforeTellApartWhatEndsAlike() {
    assertThat(names("seed-1/run", "other", "seed-2/run"))
        .containsExactly("seed-1-run", "other", "seed-2-run");
    assertThat(names("x/deep/run", "y/deep/run", "z/flat/run"))
        .containsExactly("x-deep-run", "y-deep-run", "flat-run");
  }

  @Test
  void numbersTellApartWhatIsSpelledAlikeAllTheWay() {
    assertThat(names("a-b", "a/b", "c/b")).containsExactly("a-b", "a-b-2", "c-b");
    assertThat(names("Run", "run")).containsExactly("Run", "run-2");
  }

  @Test
  void namesAreThoseOfFoldersAndNotTaken() {
    assertThat(names("my run", ".hidden", "größe", "index.html"))
        .containsExactly("my-run", "run.hidden", "gr--e", "index.html-2");
  }
}
