package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every run says what it rests on. */
class CitationsTest {
  @TempDir Path directory;

  @Test
  void listPapersHasTheBibliography() throws IOException {
    JsonNode papers =
        new ObjectMapper().readTree(CliRun.in(directory, "list", "papers", "--json").out());
    assertThat(papers).anySatisfy(p -> assertThat(p.get("key").asText()).isEqualTo("xiao2018"));
    assertThat(papers)
        .allSatisfy(p -> assertThat(p.get("description").asText()).contains("(").endsWith("."));
  }

  @Test
  void listInitializersShowsWhatCanBeSet() throws IOException {
    JsonNode all =
        new ObjectMapper().readTree(CliRun.in(directory, "list", "initializers", "--json").out());
    for (JsonNode scheme : all) {
      String expected =
          switch (scheme.get("name").asText()) {
            case "orthogonal", "delta_orthogonal" -> "gain=1.0";
            case "he", "lsuv" -> "";
            default -> scheme.get("settings").asText();
          };
      assertThat(scheme.get("settings").asText()).isEqualTo(expected);
    }
    assertThat(all).hasSizeGreaterThan(20);
  }

  @Test
  void runsCiteTheSourceOfTheirInitializerAndOfTheirMethod() throws IOException {
    assertThat(bibliography("stats", "--num-layers=2", "--init=lsuv"))
        .contains("{mishkin2016,", "{saxe2014,", "{schoenholz2017,", "{poole2016,");
    assertThat(bibliography("train", "--num-epochs=1", "--init=glorot_normal", "--hidden-size=4"))
        .contains("{glorot2010,", "{arpit2019,");
    assertThat(bibliography("hessian", "--iterations=2", "--init=lecun_normal", "--hidden-size=4"))
        .contains("{lecun1998,", "{arpit2019,");
    assertThat(bibliography("validate", "--network=mlp-crelu", "--init=looks_linear,he"))
        .contains("{balduzzi2017,", "{he2015,");
  }

  private String bibliography(String command, String... options) throws IOException {
    CliRun run =
        CliRun.in(
            directory,
            Stream.of(new String[] {command, "--out=" + command, "--quiet"}, options)
                .flatMap(Stream::of)
                .toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    return Files.readString(directory.resolve(command).resolve("references.bib"));
  }
}
