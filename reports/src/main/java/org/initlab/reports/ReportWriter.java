package org.initlab.reports;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Table;
import org.initlab.core.io.AtomicFiles;

/**
 * Writes all files of a report: {@code tables/*.csv}, {@code tables/*.tex}, {@code
 * figures/*.svg|pdf|png}, {@code checks.csv}, {@code references.bib} and, last, {@code index.html}.
 * Each is replaced as a whole.
 */
public final class ReportWriter {
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final List<Path> written = new ArrayList<>();

  private ReportWriter() {}

  /**
   * Writes the report of one run.
   *
   * @return the files, in the order in which they were written
   * @throws IllegalArgumentException if an id is not a file name, or names two tables or figures
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public static List<Path> write(Path directory, ReportInput input) {
    ReportWriter writer = new ReportWriter();
    writer.report(directory, input);
    return List.copyOf(writer.written);
  }

  /**
   * Writes the report of each run in a folder of its name and a page over all of them.
   *
   * @return the files, in the order in which they were written; the page is the last
   * @throws IllegalArgumentException as {@link #write}
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public static List<Path> writeAll(Path directory, List<NamedReport> runs) {
    checkNames("run", runs.stream().map(NamedReport::name).toList());
    ReportWriter writer = new ReportWriter();
    for (NamedReport run : runs) writer.report(directory.resolve(run.name()), run.input());
    writer.file(directory.resolve("index.html"), RunIndexHtml.of(runs));
    return List.copyOf(writer.written);
  }

  private void report(Path directory, ReportInput input) {
    Result result = input.result();
    checkNames("table", result.tables().stream().map(Table::id).toList());
    checkNames("figure", result.figures().stream().map(Figure::id).toList());
    for (Table t : result.tables()) {
      Path path = directory.resolve("tables").resolve(t.id());
      file(path.resolveSibling(t.id() + ".csv"), TableCsv.toString(t));
      file(path.resolveSibling(t.id() + ".tex"), TableLatex.of(t));
    }
    for (Figure f : result.figures()) {
      Path path = directory.resolve("figures").resolve(f.id());
      file(path.resolveSibling(f.id() + ".svg"), FigureFiles.svg(f));
      file(path.resolveSibling(f.id() + ".pdf"), FigureFiles.pdf(f));
      file(path.resolveSibling(f.id() + ".png"), FigureFiles.png(f, FigureFiles.PNG_SCALE));
    }
    file(directory.resolve("checks.csv"), TableCsv.toString(ChecksTable.of(result.checks())));
    if (!input.papers().isEmpty()) {
      file(directory.resolve("references.bib"), BibTeX.of(input.papers()));
    }
    file(directory.resolve("index.html"), HtmlReport.of(input));
  }

  private void file(Path path, String content) {
    file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  private void file(Path path, byte[] content) {
    AtomicFiles.write(path, content);
    written.add(path);
  }

  private static void checkNames(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!FILE_NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            what + " '" + name + "' must be of letters, digits, '.', '_' and '-' to name a file");
      }
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "two of a kind have one name: " + what + " '" + name + "'");
      }
    }
  }
}
