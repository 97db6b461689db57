package org.initlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The command line in a process of its own, which signals can be sent to. */
record CliProcess(Process process, Path directory) {
  /** A run that does not get on is ended by a timeout instead of by its test. */
  private static final long MINUTES = 3;

  /** What it says is in out.txt and err.txt of {@code directory}. */
  static CliProcess start(Path directory, List<String> arguments) throws IOException {
    return start(directory, List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"), arguments);
  }

  static CliProcess start(Path directory, List<String> jvm, List<String> arguments)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(jvm);
    command.addAll(
        List.of("--add-modules", "jdk.incubator.vector", "-cp", classPath, "org.initlab.cli.Main"));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(new File(directory.toFile(), "out.txt"))
            .redirectError(new File(directory.toFile(), "err.txt"))
            .start();
    return new CliProcess(process, directory);
  }

  /** Windows has no signals, and what a shell runs in the background ignores SIGINT by descent. */
  static boolean hearsInterrupts() throws IOException, InterruptedException {
    if (!ProcessHandle.current().supportsNormalTermination()) return false;
    int survived = 7;
    Process shell = new ProcessBuilder("sh", "-c", "kill -INT $$; exit " + survived).start();
    return shell.waitFor() != survived;
  }

  /** SIGINT, as Ctrl-C sends it. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Waits for something to be true, or for the end of the process. */
  void until(BooleanSupplier reached) throws InterruptedException {
    while (process.isAlive() && !reached.getAsBoolean()) {
      if (process.waitFor(1, TimeUnit.MILLISECONDS)) return;
    }
  }

  /** Waits until a file has at least so many bytes, or for the end of the process. */
  void until(Path file, long bytes) throws InterruptedException {
    until(() -> file.toFile().length() >= bytes);
  }

  String err() throws IOException {
    return Files.readString(directory.resolve("err.txt"));
  }

  /** The exit code. */
  int end() throws InterruptedException, IOException {
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) process.destroyForcibly();
    assertThat(ended).as(err()).isTrue();
    return process.exitValue();
  }
}
