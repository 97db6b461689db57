package org.initlab.core.train;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.io.AtomicFiles;
import org.initlab.core.network.Parameters;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;

/**
 * Checkpoints as files: {@code last-N.json} and {@code last-N.safetensors} after N updates, and
 * {@code best-E.safetensors} with the weights of epoch E, the best one. A state counts once its
 * JSON is there, which is written last and names the SHA-256 of the others; so a run that is killed
 * at any moment, or a disk that fills, leaves the state before. The one before the last is kept
 * too, for the day that the last is damaged.
 */
public final class CheckpointDirectory implements Snapshots {
  private static final String STATE = ".json";
  private static final String ARRAYS = ".safetensors";
  private static final String DAMAGED = ".damaged";
  private static final int KEPT = 2;

  private final Path folder;
  private final Precision precision;
  private final Seed seed;
  private final Consumer<String> warnings;
  private final UnaryOperator<OutputStream> disk;
  private final Map<Integer, StoredFile> best = new HashMap<>();

  /**
   * @param precision of the model, in which arrays are written without loss
   * @param seed of the run, by which a resumed one knows its own
   * @param warnings is told of a damaged checkpoint and what is used instead
   */
  public CheckpointDirectory(
      Path folder, Precision precision, Seed seed, Consumer<String> warnings) {
    this(folder, precision, seed, warnings, UnaryOperator.identity());
  }

  /**
   * @param disk what bytes go through on their way to a file
   */
  CheckpointDirectory(
      Path folder,
      Precision precision,
      Seed seed,
      Consumer<String> warnings,
      UnaryOperator<OutputStream> disk) {
    this.folder = folder;
    this.precision = precision;
    this.seed = seed;
    this.warnings = warnings;
    this.disk = disk;
  }

  /** Deletes the checkpoints in {@code folder}, and the folder; nothing if there is none. */
  public static void remove(Path folder) {
    if (!Files.isDirectory(folder)) return;
    // Named one by one: nothing else is in there unless a user put it there.
    files(folder, "(last|best)-\\d+\\.(json|safetensors)(\\.damaged)?").forEach(f -> delete(f));
    if (files(folder, ".*").isEmpty()) delete(folder);
  }

  /** The newest state that is whole. A damaged one is set aside, and said. */
  @Override
  public Optional<TrainingState> latest() {
    List<Path> states = states();
    for (int i = 0; i < states.size(); i++) {
      try {
        return Optional.of(read(states.get(i)));
      } catch (InvalidInputException e) {
        String instead =
            i + 1 < states.size()
                ? "the run goes on from " + states.get(i + 1).getFileName()
                : "the run starts from the beginning";
        warnings.accept(
            "checkpoint " + states.get(i) + " is damaged: " + e.getMessage() + "; " + instead);
        setAside(states.get(i));
      }
    }
    return Optional.empty();
  }

  private TrainingState read(Path file) {
    CheckpointState stored = parse(file);
    if (stored.seed() != seed.value()) {
      throw new InvalidInputException(
          "it is of seed " + stored.seed() + ", this run has seed " + seed.value());
    }
    stored.best().ifPresent(b -> b.verify(folder));
    TrainingState state = stored.withArrays(stored.arrays().read(folder));
    OptionalInt epoch = TrainingState.best(state.history());
    if (epoch.isPresent() != stored.best().isPresent()) {
      throw new InvalidInputException("its history and its best model do not fit");
    }
    stored.best().ifPresent(b -> best.put(epoch.getAsInt(), b));
    return state;
  }

  private static CheckpointState parse(Path file) {
    try {
      return CheckpointState.parse(
          Files.readString(file, StandardCharsets.UTF_8), file.getFileName().toString());
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(file.getFileName() + " is not UTF-8", e);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be read", e);
    }
  }

  @Override
  public void save(Supplier<TrainingState> current) {
    TrainingState state = current.get();
    String name = String.format(Locale.ROOT, "last-%09d", state.steps());
    StoredFile arrays = write(name + ARRAYS, CheckpointState.arraysOf(state));
    OptionalInt epoch = TrainingState.best(state.history());
    CheckpointState stored =
        new CheckpointState(
            seed.value(),
            state,
            state.optimizer().adamUpdates(),
            arrays,
            epoch.isPresent() ? Optional.of(best.get(epoch.getAsInt())) : Optional.empty());
    byte[] json = stored.json().getBytes(StandardCharsets.UTF_8);
    write(() -> AtomicFiles.write(folder.resolve(name + STATE), o -> disk.apply(o).write(json)));
    removeSuperseded();
  }

  @Override
  public void keepBest(int epoch, Parameters parameters) {
    String name = String.format(Locale.ROOT, "best-%06d", epoch) + ARRAYS;
    best.put(epoch, write(name, parameters.asMap()));
  }

  @Override
  public Parameters best(int epoch) {
    return Parameters.of(best.get(epoch).read(folder));
  }

  private StoredFile write(String name, Map<String, Tensor> arrays) {
    StoredFile[] written = new StoredFile[1];
    write(() -> written[0] = StoredFile.write(folder.resolve(name), arrays, precision, disk));
    return written[0];
  }

  private static void write(Runnable writing) {
    try {
      writing.run();
    } catch (UncheckedIOException e) {
      throw new InvalidInputException(
          "checkpoint " + e.getMessage() + "; the one before it is whole, go on with --resume", e);
    }
  }

  /** Newest first. */
  private List<Path> states() {
    if (!Files.isDirectory(folder)) return List.of();
    return files("last-\\d+\\.json").stream()
        .sorted(Comparator.comparing((Path p) -> p.getFileName().toString()).reversed())
        .toList();
  }

  /** Deletes what no kept state names. */
  private void removeSuperseded() {
    List<Path> states = states();
    Set<String> kept = new HashSet<>();
    for (Path state : states.subList(0, Math.min(KEPT, states.size()))) {
      kept.add(state.getFileName().toString());
      try {
        CheckpointState stored = parse(state);
        kept.add(stored.arrays().name());
        stored.best().ifPresent(b -> kept.add(b.name()));
      } catch (InvalidInputException e) {
        warnings.accept("checkpoint " + state + " was damaged meanwhile: " + e.getMessage());
        setAside(state);
      }
    }
    for (Path file : files("(last|best)-\\d+\\.(json|safetensors)")) {
      if (!kept.contains(file.getFileName().toString())) delete(file);
    }
  }

  private List<Path> files(String pattern) {
    return files(folder, pattern);
  }

  private static List<Path> files(Path folder, String pattern) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(p -> p.getFileName().toString().matches(pattern)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("'" + folder + "' cannot be listed", e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be deleted", e);
    }
  }

  private static void setAside(Path state) {
    try {
      Files.move(
          state,
          state.resolveSibling(state.getFileName() + DAMAGED),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + state + "' cannot be set aside", e);
    }
  }
}
