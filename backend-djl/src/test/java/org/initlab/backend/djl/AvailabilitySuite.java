package org.initlab.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.util.Utils;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.initlab.core.backend.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a backend says when its natives are missing or damaged. Every case is a process of its own,
 * because an engine is loaded once per process and a damaged one can end it.
 */
public abstract class AvailabilitySuite {
  /** A class whose {@code main} calls {@link #describe}. */
  protected abstract Class<?> main();

  /** DJL's name of the engine, for example {@code MXNet}. */
  protected abstract String engine();

  /** A word in the file names of the jars with the natives. */
  protected abstract String nativesJar();

  /** The largest native library. */
  protected abstract String library();

  /** Prints what is asserted about a backend. */
  public static void describe(Backend backend) {
    System.out.println(backend.availability());
    System.out.println(backend.capabilities());
    System.out.println(backend.provenance().get("engine"));
  }

  @Test
  void anEngineThatLoadsPrintsNothing() throws Exception {
    List<String> lines = run(List.of(), "");
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo("Availability[available=true, reason=, remedy=]");
    assertThat(lines.get(2)).startsWith(engine() + " ");
  }

  @Test
  void missingNativesAreAReason() throws Exception {
    List<String> lines = run(List.of(), nativesJar());
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith(
            "Availability[available=false, reason=there are no native libraries of " + engine())
        .contains("remedy=use a platform that they exist for, or set ");
    assertThat(lines.get(1)).isEqualTo("[]");
    assertThat(lines.get(2)).startsWith("unavailable: there are no native libraries");
  }

  /** Mapping a truncated library would end the process with SIGBUS. */
  @Test
  void aTruncatedLibraryIsAReason(@TempDir Path cache) throws Exception {
    Path damaged = cacheWithDamage(cache, 4096);
    List<String> lines = run(List.of("-DENGINE_CACHE_DIR=" + cache), "");
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .contains("available=false", "is damaged: it has 4096 bytes and should have ")
        .contains("remedy=delete " + damaged.getParent());
  }

  @Test
  void aLibraryThatTheSystemRejectsIsAReason(@TempDir Path cache) throws Exception {
    cacheWithDamage(cache, Files.size(extracted()));
    // The JVM itself may write a warning before it.
    assertThat(run(List.of("-DENGINE_CACHE_DIR=" + cache), ""))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("Availability[available=false, reason=the native libraries of ")
                    .contains("do not load: ", "remedy=if they are damaged, delete "));
  }

  /** A copy of the engine's cache whose largest library is {@code size} zeros. */
  private Path cacheWithDamage(Path to, long size) throws Exception {
    Path original = extracted();
    Path copy = to.resolve(id()).resolve(original.getParent().getFileName());
    Files.createDirectories(copy);
    try (Stream<Path> libraries = Files.list(original.getParent())) {
      for (Path library : libraries.filter(p -> !p.equals(original)).toList()) {
        Files.copy(library, copy.resolve(library.getFileName()));
      }
    }
    Path damaged = copy.resolve(original.getFileName());
    try (RandomAccessFile zeros = new RandomAccessFile(damaged.toFile(), "rw")) {
      zeros.setLength(size);
    }
    return damaged;
  }

  /** The largest library where the engine extracts it, which a first run does. */
  private Path extracted() throws Exception {
    run(List.of(), "");
    try (Stream<Path> cached = Files.walk(Utils.getEngineCacheDir(id()))) {
      return cached
          .filter(p -> p.endsWith(System.mapLibraryName(library())))
          .findFirst()
          .orElseThrow();
    }
  }

  private String id() {
    return engine().toLowerCase(Locale.ROOT);
  }

  private List<String> run(List<String> options, String leftOut) throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String separator = java.io.File.pathSeparator;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.add("-cp");
    command.add(
        Stream.of(classPath.split(separator))
            .filter(p -> leftOut.isEmpty() || !p.contains(leftOut))
            .collect(Collectors.joining(separator)));
    command.add(main().getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(text).isZero();
      return text.lines().toList();
    }
  }
}
