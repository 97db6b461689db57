package org.initlab.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.initlab.cli.Backends;
import org.initlab.core.backend.Backend;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.Precision;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.random.Seed;
import picocli.CommandLine.Option;

/** On which engines, with which arithmetic and which randomness. */
public final class EngineOptions {
  private static final String DEFAULT_BACKEND = "native";

  @Option(
      names = "--backend",
      paramLabel = "NAME[,NAME…]",
      description =
          "backends, or 'all' for every one that works here (default: native; validate: all)")
  private String backend;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description =
          "cpu, gpu or gpu:N (default: ${DEFAULT-VALUE}; validate: of the backends that have it,"
              + " the others compute on the CPU)")
  private String device;

  @Option(
      names = "--precision",
      description =
          "float32 or float64 (default: float64; train and experiments that train:"
              + " float32; validate: both)")
  private String precision;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "seed of all randomness, a 64-bit integer (default: ${DEFAULT-VALUE})")
  private String seed;

  @Option(names = "--threads", description = "CPU threads, at least 1 (default: all cores)")
  private String threads;

  /** The chosen backends, or the default one. */
  public List<Backend> backends(Backends backends) {
    return backends(backends, DEFAULT_BACKEND);
  }

  /** The chosen backends, or {@code otherwise} where none was chosen. */
  public List<Backend> backends(Backends backends, String otherwise) {
    List<Backend> chosen = backendsOnAnyDevice(backends, otherwise);
    DeviceCheck.require(chosen, device());
    return chosen;
  }

  /** As {@link #backends(Backends, String)}, where not all of them need to have the device. */
  public List<Backend> backendsOnAnyDevice(Backends backends, String otherwise) {
    return backends.select(backend == null ? otherwise : backend);
  }

  public Device device() {
    return Device.parse(device);
  }

  public Precision precision() {
    return precision(Precision.FLOAT64);
  }

  /** The chosen precision, or {@code otherwise} where none was chosen. */
  public Precision precision(Precision otherwise) {
    return precision == null ? otherwise : Precision.named(precision);
  }

  /** The chosen precision, or both where none was chosen. */
  public List<Precision> precisions() {
    return precision == null
        ? List.of(Precision.FLOAT64, Precision.FLOAT32)
        : List.of(Precision.named(precision));
  }

  public Seed seed() {
    try {
      return new Seed(Long.parseLong(seed));
    } catch (NumberFormatException e) {
      throw new InvalidInputException("--seed must be a 64-bit integer, was '" + seed + "'", e);
    }
  }

  public CompileOptions compileOptions() {
    return compileOptions(Precision.FLOAT64);
  }

  /** These options with {@code otherwise} where no precision was chosen. */
  public CompileOptions compileOptions(Precision otherwise) {
    return new CompileOptions(precision(otherwise), device(), threadCount());
  }

  /** What a result depends on; the number of threads does not belong to it. */
  public ObjectNode configuration(List<Backend> chosen) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    ArrayNode names = node.putArray("backends");
    chosen.forEach(b -> names.add(b.name()));
    return node.put("precision", precision().id())
        .put("device", device().toString())
        .put("seed", seed().value());
  }

  private int threadCount() {
    if (threads == null) return Runtime.getRuntime().availableProcessors();
    if (!threads.matches("[1-9]\\d{0,3}")) {
      throw new InvalidInputException(
          "--threads must be an integer from 1 to 9999, was '" + threads + "'");
    }
    return Integer.parseInt(threads);
  }
}
