package org.initlab.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.initlab.core.experiment.Result;
import org.initlab.reports.NamedReport;
import org.initlab.reports.ReportInput;
import org.initlab.reports.ReportWriter;

/** The reports of runs, from their records and results. */
public final class Reports {
  private static final String PAGE = "index.html";

  private Reports() {}

  /** Writes the files of one run into its directory. */
  static void write(Path directory, ObjectNode record, Result result) {
    ReportWriter.write(directory, input(record, result));
  }

  /**
   * Writes the files of several runs, each in a folder of its own, and one page over them all;
   * returns the page. Folders are named after the runs' directories, as {@link RunNames} says.
   *
   * @param runs in absolute, normalized and different directories
   */
  public static Path writeAll(Path directory, List<FinishedRun> runs) {
    List<Path> directories = runs.stream().map(FinishedRun::directory).toList();
    List<String> names = RunNames.of(directories, Set.of(PAGE));
    List<NamedReport> reports = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      FinishedRun run = runs.get(i);
      reports.add(new NamedReport(names.get(i), input(run.record(), run.result())));
    }
    List<Path> files = ReportWriter.writeAll(directory, reports);
    return files.get(files.size() - 1);
  }

  private static ReportInput input(ObjectNode record, Result result) {
    JsonNode node = record.get("subject");
    Subject subject = new ObjectMapper().convertValue(node, Subject.class);
    return new ReportInput(
        subject.title(), subject.description(), subject.papers(), result, FlatJson.of(record));
  }
}
