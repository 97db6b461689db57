package org.initlab.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.initlab.core.init.Scheme;
import org.initlab.core.init.Schemes;
import org.junit.jupiter.api.Test;

/** Every work once, under a key that says who and when. */
class BibliographyTest {
  private static final List<Paper> ALL = Bibliography.all();

  @Test
  void everyWorkIsThereOnce() {
    assertThat(ALL).contains(Bibliography.ARPIT_2019, Bibliography.SAXE_2014);
    assertThat(ALL).extracting(Paper::key).doesNotHaveDuplicates();
    assertThat(ALL).extracting(p -> p.title().toLowerCase(Locale.ROOT)).doesNotHaveDuplicates();
    assertThat(ALL.stream().map(Paper::arxiv).filter(a -> !a.isEmpty())).doesNotHaveDuplicates();
    assertThat(ALL).extracting(Paper::year).isSorted();
  }

  @Test
  void keysAreTheFirstAuthorsNameAndTheYear() {
    for (Paper p : ALL) {
      String[] names = p.authors().get(0).split(" ");
      String ascii = Normalizer.normalize(names[names.length - 1], Normalizer.Form.NFD);
      String last = ascii.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
      assertThat(p.key()).isEqualTo(last + p.year());
    }
  }

  @Test
  void arxivNumbersHaveTheirFormAndPreprintsHaveOne() {
    for (Paper p : ALL) {
      if (p.venue().isEmpty()) assertThat(p.arxiv()).as(p.key()).isNotEmpty();
      if (p.arxiv().isEmpty()) continue;
      assertThat(p.arxiv()).matches("\\d{4}\\.\\d{4,5}|[a-z-]+/\\d{7}");
      // The number starts with year and month; a work appears there when it is published or before.
      if (p.arxiv().contains(".")) {
        int submitted = 2000 + Integer.parseInt(p.arxiv().substring(0, 2));
        assertThat(p.year() - submitted).as(p.key()).isBetween(0, 3);
      }
    }
  }

  @Test
  void schemesCiteWorksOfTheBibliography() {
    for (Scheme scheme : Schemes.all()) {
      assertThat(ALL).as(scheme.name()).containsAll(scheme.papers());
    }
    assertThat(Schemes.named("he").papers()).containsExactly(Bibliography.HE_2015);
    assertThat(Schemes.all().stream().filter(s -> s.papers().isEmpty()).map(Scheme::name))
        .containsExactly("constant", "zeros");
  }
}
