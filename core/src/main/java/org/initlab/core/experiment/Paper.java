package org.initlab.core.experiment;

import java.util.List;

/**
 * A cited work.
 *
 * @param key the BibTeX key, for example {@code arpit2019}
 * @param arxiv the arXiv number, empty if there is none
 */
public record Paper(
    String key, List<String> authors, String title, String venue, int year, String arxiv) {
  public Paper {
    authors = List.copyOf(authors);
  }
}
