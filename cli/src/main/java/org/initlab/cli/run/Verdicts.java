package org.initlab.cli.run;

import java.util.List;
import org.initlab.core.experiment.Check;
import org.initlab.reports.ChecksTable;

/**
 * The checks as a person at a terminal wants them: whole if few, by their ids if many, failures
 * always whole.
 */
final class Verdicts {
  /** As many as fit on a screen with their claims in full. */
  private static final int FEW = 12;

  private Verdicts() {}

  static String text(List<Check> checks, int width) {
    if (checks.size() <= FEW) return ChecksTable.toText(checks, width);
    String all = ChecksTable.toText(checks.stream().map(Verdicts::brief).toList(), width);
    List<Check> failed = checks.stream().filter(c -> c.verdict() == Check.Verdict.FAIL).toList();
    String claims = "Each claim stands in full in checks.csv and in the report.\n";
    return failed.isEmpty()
        ? all + claims
        : all + "\n" + ChecksTable.toText(failed, width) + claims;
  }

  /** The id, which names the claim, and the source up to its details in parentheses. */
  private static Check brief(Check c) {
    int details = c.source().indexOf(" (");
    return new Check(
        c.id(),
        c.id(),
        details > 0 ? c.source().substring(0, details) : c.source(),
        c.expected(),
        c.measured(),
        c.uncertainty(),
        c.tolerance(),
        c.falseFailureRate());
  }
}
