package org.initlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.random.Seed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run that was stopped, killed or robbed of its files comes to: the same result. */
class CheckpointDirectoryTest {
  private static final int EPOCHS = 5;

  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();
  private final Trainer trainer = Fixture.trainer(EPOCHS, 16, 0.5, 0.3);
  private TrainingResult whole;

  @BeforeEach
  void runWithoutInterruption() {
    whole = Fixture.run(trainer, Snapshots.inMemory(), () -> false);
  }

  private CheckpointDirectory checkpoints() {
    return checkpoints(UnaryOperator.identity());
  }

  private CheckpointDirectory checkpoints(UnaryOperator<OutputStream> disk) {
    return new CheckpointDirectory(folder, Precision.FLOAT64, Fixture.SEED, warnings::add, disk);
  }

  private void endsAsTheWholeRun(TrainingResult result) {
    assertThat(Fixture.deterministic(result.history()))
        .isEqualTo(Fixture.deterministic(whole.history()));
    assertThat(result.steps()).isEqualTo(whole.steps());
    assertThat(result.best()).isEqualTo(whole.best());
    assertThat(result.test()).isEqualTo(whole.test());
  }

  /** 49 training samples are 4 updates an epoch: 0 is the start, 8 a boundary, 19 the last one. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 13, 19})
  void aStoppedRunGoesOnToTheSameBits(int updates) {
    TrainingResult stopped = Fixture.run(trainer, checkpoints(), Fixture.after(updates));
    assertThat(stopped.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(stopped.steps()).isEqualTo(updates);
    assertThat(stopped.test()).isEmpty();
    endsAsTheWholeRun(Fixture.run(trainer, checkpoints(), () -> false));
    assertThat(warnings).isEmpty();
  }

  @Test
  void aFinishedRunIsTestedAgainFromItsFiles() {
    Fixture.run(trainer, checkpoints(), () -> false);
    endsAsTheWholeRun(Fixture.run(trainer, checkpoints(), () -> false));
  }

  @Test
  void twoStatesAndTheirBestModelsAreKept() throws IOException {
    Fixture.run(trainer, checkpoints(), () -> false);
    List<String> names = names();
    assertThat(names.stream().filter(n -> n.startsWith("last-")))
        .containsExactly(
            "last-000000016.json",
            "last-000000016.safetensors",
            "last-000000020.json",
            "last-000000020.safetensors");
    assertThat(names.stream().filter(n -> n.startsWith("best-")))
        .contains("best-%06d.safetensors".formatted(whole.best().orElseThrow()))
        .hasSizeLessThanOrEqualTo(2);
    assertThat(names).noneMatch(n -> n.endsWith(".part"));
  }

  @ParameterizedTest
  @CsvSource({
    "last-000000008.safetensors, 300",
    "last-000000008.json, 30",
    "last-000000008.json, 0"
  })
  void aDamagedCheckpointIsSaidAndTheOneBeforeUsed(String name, int length) throws IOException {
    Fixture.run(trainer, checkpoints(), Fixture.after(8));
    Path file = folder.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes.length).isGreaterThan(length);
    Files.write(file, java.util.Arrays.copyOf(bytes, length));
    endsAsTheWholeRun(Fixture.run(trainer, checkpoints(), () -> false));
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0))
        .contains("last-000000008.json is damaged", "the run goes on from last-000000004.json");
  }

  @Test
  void oneFlippedBitIsDamage() throws IOException {
    Fixture.run(trainer, checkpoints(), Fixture.after(8));
    Path file = folder.resolve("last-000000008.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    endsAsTheWholeRun(Fixture.run(trainer, checkpoints(), () -> false));
    assertThat(warnings).singleElement().asString().contains("SHA-256");
  }

  @Test
  void whereEveryCheckpointIsDamagedTheRunStartsAgain() throws IOException {
    Fixture.run(trainer, checkpoints(), Fixture.after(9));
    for (String name : names()) Files.writeString(folder.resolve(name), "x");
    endsAsTheWholeRun(Fixture.run(trainer, checkpoints(), () -> false));
    assertThat(warnings).hasSize(2);
    assertThat(warnings.get(1)).contains("the run starts from the beginning");
  }

  /** Room for the files of two epochs and a half: the failure comes in the middle of one. */
  @Test
  void aDiskThatFillsLeavesTheStateBefore() throws IOException {
    long[] room = {room()};
    assertThatThrownBy(() -> Fixture.run(trainer, checkpoints(o -> new Full(o, room)), () -> false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("--resume");
    assertThat(names()).anyMatch(n -> n.startsWith("last-")).noneMatch(n -> n.endsWith(".part"));
    endsAsTheWholeRun(Fixture.run(trainer, checkpoints(), () -> false));
    assertThat(warnings).isEmpty();
  }

  private long room() throws IOException {
    Fixture.run(trainer, checkpoints(), Fixture.after(8));
    long bytes = 0;
    for (String name : names()) bytes += Files.size(folder.resolve(name));
    for (String name : names()) Files.delete(folder.resolve(name));
    return bytes + 100;
  }

  @Test
  void aRunOfAnotherSeedIsNotTakenUp() {
    Fixture.run(trainer, checkpoints(), Fixture.after(3));
    CheckpointDirectory other =
        new CheckpointDirectory(folder, Precision.FLOAT64, new Seed(12), warnings::add);
    assertThat(other.latest()).isEmpty();
    assertThat(warnings).singleElement().asString().contains("it is of seed 11");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  /** A disk with room for so many bytes. */
  private static final class Full extends FilterOutputStream {
    private final long[] room;

    Full(OutputStream out, long[] room) {
      super(out);
      this.room = room;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      if (room[0] < count) throw new IOException("No space left on device");
      room[0] -= count;
      out.write(bytes, from, count);
    }
  }
}
