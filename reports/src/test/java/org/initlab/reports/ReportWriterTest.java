package org.initlab.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {
  @TempDir Path directory;

  @Test
  void everyFileIsWrittenAndListed() throws IOException {
    List<Path> written = ReportWriter.write(directory, SampleReports.good());
    assertThat(written)
        .extracting(p -> directory.relativize(p).toString().replace('\\', '/'))
        .containsExactly(
            "tables/ratios-6.csv",
            "tables/ratios-6.tex",
            "tables/ratios-250.csv",
            "tables/ratios-250.tex",
            "figures/curves.svg",
            "figures/curves.pdf",
            "figures/curves.png",
            "figures/phase.svg",
            "figures/phase.pdf",
            "figures/phase.png",
            "figures/spectrum.svg",
            "figures/spectrum.pdf",
            "figures/spectrum.png",
            "checks.csv",
            "references.bib",
            "index.html");
    assertThat(files()).containsOnlyKeys(written);
    Table table = SampleReports.table(250);
    try (Reader in = Files.newBufferedReader(directory.resolve("tables/ratios-250.csv"))) {
      assertThat(TableCsv.read(table.id(), table.title(), table.columns(), in)).isEqualTo(table);
    }
  }

  @Test
  void writingAgainGivesTheSameBytes() throws IOException {
    ReportWriter.write(directory, SampleReports.hostile());
    Map<Path, String> first = files();
    ReportWriter.write(directory, SampleReports.hostile());
    assertThat(files()).isEqualTo(first);
  }

  @Test
  void severalRunsHaveFoldersAndOnePage() {
    List<Path> written =
        ReportWriter.writeAll(
            directory,
            List.of(
                new NamedReport("a", SampleReports.hostile()),
                new NamedReport("b", SampleReports.hostile())));
    assertThat(written)
        .contains(directory.resolve("a/index.html"), directory.resolve("b/checks.csv"))
        .last()
        .isEqualTo(directory.resolve("index.html"));
  }

  @Test
  void idsThatAreNoFileNamesAreRefusedBeforeAnythingIsWritten() throws IOException {
    for (String id : List.of("../evil", "", "a b", ".hidden", "a/b")) {
      Table table = Table.builder(id, "").build();
      assertThatThrownBy(() -> ReportWriter.write(directory, with(table)))
          .hasMessageContaining("table '" + id + "'");
    }
    Table twice = Table.builder("twice", "").build();
    assertThatThrownBy(() -> ReportWriter.write(directory, with(twice, twice)))
        .hasMessageContaining("table 'twice'");
    assertThat(files()).isEmpty();
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedAndNothingIsLeftOfIt() throws IOException {
    Files.createDirectories(directory.resolve("checks.csv/occupied"));
    assertThatThrownBy(() -> ReportWriter.write(directory, with()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("checks.csv' cannot be written");
    assertThat(files()).isEmpty();
  }

  private static ReportInput with(Table... tables) {
    return new ReportInput(
        "t", "", List.of(), new Result(List.of(tables), List.of(), List.of()), Map.of());
  }

  private Map<Path, String> files() throws IOException {
    Map<Path, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path p : all.filter(Files::isRegularFile).toList()) {
        files.put(p, java.util.HexFormat.of().formatHex(Files.readAllBytes(p)));
      }
    }
    return files;
  }
}
