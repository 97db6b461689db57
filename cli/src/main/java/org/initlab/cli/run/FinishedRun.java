package org.initlab.cli.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Result;

/** A run that ended, read back from its directory. */
public record FinishedRun(Path directory, ObjectNode record, Result result) {
  static final String RESULT = "result.json";

  /**
   * @throws InvalidInputException if the directory holds no run, an unfinished or a damaged one
   */
  public static FinishedRun read(Path directory) {
    ObjectNode record = RunDirectory.readRecord(directory);
    if (!record.has("finish")) {
      throw new InvalidInputException(
          "the run in '"
              + directory
              + "' is not finished; continue it with --out '"
              + directory
              + "' --resume");
    }
    Path file = directory.resolve(RESULT);
    try {
      return new FinishedRun(
          directory,
          record,
          ResultJson.read(new ObjectMapper().readTree(Files.readAllBytes(file))));
    } catch (IOException e) {
      throw new InvalidInputException(
          "'" + file + "' cannot be read: " + e.getMessage().lines().findFirst().orElse(""), e);
    }
  }

  /** The arguments that the run was started with. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    record.path("provenance").path("arguments").forEach(a -> arguments.add(a.asText()));
    return arguments;
  }
}
