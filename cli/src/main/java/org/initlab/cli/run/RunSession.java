package org.initlab.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Result;

/** One run from its first byte on disk to its exit code, recorded in {@code run.json}. */
public final class RunSession {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT = 1;

  private final RunDirectory directory;
  private final ObjectNode record;
  private final Clock clock;
  private final Instant sessionStart;

  private RunSession(RunDirectory directory, ObjectNode record, Clock clock) {
    this.directory = directory;
    this.record = record;
    this.clock = clock;
    this.sessionStart = clock.instant();
  }

  /**
   * Begins a run, or goes on with the one in the directory.
   *
   * @param configuration everything that the result depends on; must be the same when a run is
   *     resumed
   * @throws InvalidInputException if the directory's run had another configuration
   */
  public static RunSession begin(
      RunDirectory directory,
      Subject subject,
      ObjectNode configuration,
      ObjectNode provenance,
      Clock clock) {
    ObjectNode record = directory.record().orElseGet(JSON::createObjectNode);
    if (record.has("configuration")) {
      requireSame(directory, record.get("configuration"), configuration);
      record.put("resumed", record.path("resumed").asInt(0) + 1);
    } else {
      record.put("format", FORMAT);
      record.set("subject", JSON.valueToTree(subject));
      record.set("configuration", configuration);
      record.put("start", clock.instant().toString());
    }
    record.set("provenance", provenance);
    directory.writeRecord(record);
    return new RunSession(directory, record, clock);
  }

  private static void requireSame(RunDirectory directory, JsonNode before, ObjectNode now) {
    Iterator<Map.Entry<String, JsonNode>> fields = now.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      JsonNode old = before.path(field.getKey());
      if (!old.toString().equals(field.getValue().toString())) {
        throw new InvalidInputException(
            "--resume: the run in '"
                + directory.path()
                + "' has "
                + field.getKey()
                + " "
                + old
                + ", was given "
                + field.getValue());
      }
    }
  }

  /** Whether the run had begun before this session. */
  public boolean resumed() {
    return record.has("resumed");
  }

  /** Whether the run had finished before this session. */
  public boolean finished() {
    return record.has("finish");
  }

  /** The exit code of a finished run. */
  public int exitCode() {
    return record.path("exit").asInt();
  }

  /** Keeps the result and then records the end of the run, the very last thing that is written. */
  public void finish(Result result, int exitCode) {
    directory.write(FinishedRun.RESULT, ResultJson.write(result));
    Instant end = clock.instant();
    record.put("finish", end.toString());
    record.put("session_seconds", Duration.between(sessionStart, end).toMillis() / 1000.0);
    long failed = result.checks().stream().filter(c -> c.verdict() == Check.Verdict.FAIL).count();
    record.putObject("checks").put("passed", result.checks().size() - failed).put("failed", failed);
    record.put("exit", exitCode);
    directory.writeRecord(record);
  }

  public ObjectNode record() {
    return record.deepCopy();
  }
}
