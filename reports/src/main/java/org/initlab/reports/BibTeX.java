package org.initlab.reports;

import java.util.List;
import java.util.Locale;
import org.initlab.core.experiment.Paper;
import org.initlab.reports.internal.LatexText;

/** Cited works as BibTeX (UTF-8) and as one line of prose. */
public final class BibTeX {
  private static final List<String> JOURNALS =
      List.of("journal", "transactions", "notices", "neural computation", "jmlr", "tmlr");

  private BibTeX() {}

  /** One entry per paper. */
  public static String of(List<Paper> papers) {
    return String.join("\n", papers.stream().map(BibTeX::entry).toList());
  }

  private static String entry(Paper p) {
    String venue = p.venue().toLowerCase(Locale.ROOT);
    boolean preprint = venue.isBlank() || venue.startsWith("arxiv");
    boolean journal = JOURNALS.stream().anyMatch(venue::contains);
    StringBuilder out = new StringBuilder();
    out.append(preprint ? "@misc{" : journal ? "@article{" : "@inproceedings{")
        .append(p.key())
        .append(",\n");
    field(out, "author", LatexText.escape(String.join(" and ", p.authors())));
    // Inner braces keep capitals that styles would lower.
    field(out, "title", "{" + LatexText.escape(p.title()) + "}");
    if (!preprint) field(out, journal ? "journal" : "booktitle", LatexText.escape(p.venue()));
    field(out, "year", Integer.toString(p.year()));
    if (!p.arxiv().isBlank()) {
      field(out, "eprint", LatexText.escape(p.arxiv()));
      field(out, "archiveprefix", "arXiv");
    }
    return out.append("}\n").toString();
  }

  private static void field(StringBuilder out, String name, String value) {
    out.append("  ").append(name).append(" = {").append(value).append("},\n");
  }

  /** Authors, year, title, venue and arXiv number. */
  public static String citation(Paper p) {
    List<String> authors = p.authors();
    String names =
        authors.size() <= 1
            ? String.join("", authors)
            : String.join(", ", authors.subList(0, authors.size() - 1))
                + " and "
                + authors.get(authors.size() - 1);
    return names
        + " ("
        + p.year()
        + "). "
        + p.title()
        + "."
        + (p.venue().isBlank() ? "" : " " + p.venue() + ".")
        + (p.arxiv().isBlank() ? "" : " arXiv:" + p.arxiv() + ".");
  }
}
