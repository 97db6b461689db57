package org.initlab.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.initlab.core.experiment.Result;

public final class Reports {
  static void write(Path directory, ObjectNode record, Result result) {}

  public static Path writeAll(Path directory, List<FinishedRun> runs) {
    throw new UnsupportedOperationException();
  }
}
