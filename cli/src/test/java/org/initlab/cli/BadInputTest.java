package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bad input is answered by one line on standard error and the right exit code, and leaves nothing
 * behind.
 */
class BadInputTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "reproduce arpit2019-fig2|2|experiment 'arpit2019-fig2' is unknown; did you mean 'arpit2019-fig1'?",
        "reprodce arpit2019-fig1|2|did you mean 'reproduce'?",
        "reproduce|2|Missing required parameter: 'ID'",
        "reproduce arpit2019-fig1 --scael smoke|2|did you mean '--scale'?",
        "reproduce arpit2019-fig1 --scale smok|2|scale 'smok' is unknown; did you mean 'smoke'?",
        "reproduce arpit2019-fig1 --backend nativ|2|backend 'nativ' is unknown; did you mean 'native'?",
        "reproduce arpit2019-fig1 --precision float16|2|precision 'float16' is unknown",
        "reproduce arpit2019-fig1 --device tpu|2|device must be cpu, gpu or gpu:N, was 'tpu'",
        "reproduce arpit2019-fig1 --device gpu|3|device gpu:0 is not available on backend 'native'",
        "reproduce arpit2019-fig1 --threads 0|2|--threads must be an integer from 1 to 9999, was '0'",
        "reproduce arpit2019-fig1 --seed x|2|--seed must be a 64-bit integer, was 'x'",
        "reproduce arpit2019-fig1 --out missing --resume|2|holds no run (there is no run.json)",
        "list backend|2|kind 'backend' is unknown; did you mean 'backends'?",
        "data fetch minst|2|dataset 'minst' is unknown; did you mean 'mnist'?",
        "data fecth mnist|2|did you mean 'fetch'?",
        "report nowhere|2|holds no run",
        "rerun nowhere|2|holds no run",
        "stats --network mpl|2|network 'mpl' is unknown; did you mean 'mlp'?",
        "stats --init orthogonal_propsed|2|did you mean 'orthogonal_proposed'?",
        "stats --hidden-size 0|2|--hidden-size must be at least 1, was 0",
        "stats --hidden-size -3|2|--hidden-size must be at least 1, was -3",
        "stats --hidden-size x|2|Invalid value for option '--hidden-size': 'x' is not an int",
        "stats --activation rleu|2|activation 'rleu' is unknown; did you mean 'relu'?",
        "stats --network cnn --input-shape 128|2|input must be channels×height×width, was 128",
        "stats --network cnn --input-shape 3,0,3|2|every size must be at least 1",
        "stats --network cnn --input-shape 3x32|2|--input-shape must be sizes joined by commas",
        "stats --columns q,nrom_ratio|2|column 'nrom_ratio' is unknown; did you mean 'norm_ratio'?",
        "stats --network-file nowhere.yaml|2|nowhere.yaml: there is no such file",
      })
  void isAnsweredByOneLine(String arguments, int exitCode, String message) throws IOException {
    CliRun run = CliRun.in(directory, arguments.split(" "));
    assertThat(run.err()).contains(message).startsWith("initlab: ").hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void malformedYamlNamesTheLine() throws IOException {
    Files.writeString(
        directory.resolve("net.yaml"),
        "network: x\ninput: [4]\nlayers:\n  - {type: dense, name: fc, out_featurs: 3}\n");
    CliRun run = CliRun.in(directory, "stats", "--network-file", "net.yaml");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .contains("net.yaml:4: ")
        .contains("did you mean 'out_features'?")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,NaN|samples.csv:1: value 3 must be finite, was NaN",
        "1,2,Infinity|samples.csv:1: value 3 must be finite, was Infinity",
        "1,2,x|samples.csv:1: value 3 is no number: 'x'",
        "1,2|samples.csv:1: the network takes 3 values per sample, the line has 2",
        "' '|holds no samples",
      })
  void samplesThatCannotBeUsedNameTheirLine(String content, String message) throws IOException {
    Files.writeString(directory.resolve("samples.csv"), content);
    CliRun run = CliRun.in(directory, "stats", "--input-shape", "3", "--input", "samples.csv");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains(message).hasLineCount(1);
  }

  @Test
  void outputPathThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("out"), "mine", StandardCharsets.UTF_8);
    CliRun run =
        CliRun.in(directory, "reproduce", "arpit2019-norm", "--scale", "smoke", "--out", "out");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("is a file").hasLineCount(1);
    assertThat(file).hasContent("mine");
  }

  @Test
  void directoryThatHoldsSomethingElseIsRefused() throws IOException {
    Path mine = Files.writeString(directory.resolve("thesis.tex"), "mine", StandardCharsets.UTF_8);
    CliRun run =
        CliRun.in(directory, "reproduce", "arpit2019-norm", "--scale", "smoke", "--out", ".");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("is not empty and not a run").hasLineCount(1);
    assertThat(mine).hasContent("mine");
    assertThat(directory.resolve("run.json")).doesNotExist();
  }

  @Test
  void directoryThatCannotBeMadeIsRefused() throws IOException {
    Files.writeString(directory.resolve("file"), "", StandardCharsets.UTF_8);
    CliRun run =
        CliRun.in(
            directory, "reproduce", "arpit2019-norm", "--scale", "smoke", "--out", "file/run");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("cannot be written").hasLineCount(1);
  }
}
