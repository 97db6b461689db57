package org.initlab.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.initlab.core.experiment.Paper;
import org.junit.jupiter.api.Test;

class BibTeXTest {
  private static final Paper JOURNAL =
      new Paper("j", List.of("A", "B"), "T_1", "Neural Computation", 1997, "");
  private static final Paper PREPRINT = new Paper("p", List.of("A"), "T", "", 2015, "1502.01852");

  @Test
  void entriesFollowTheVenue() {
    assertThat(BibTeX.of(List.of(SampleReports.ARPIT, JOURNAL, PREPRINT)))
        .isEqualTo(
            """
            @inproceedings{arpit2019,
              author = {Devansh Arpit and Víctor Campos and Yoshua Bengio},
              title = {{How to Initialize your Network? Robust Initialization for WeightNorm \\& ResNets}},
              booktitle = {NeurIPS},
              year = {2019},
              eprint = {1906.02341},
              archiveprefix = {arXiv},
            }

            @article{j,
              author = {A and B},
              title = {{T\\_1}},
              journal = {Neural Computation},
              year = {1997},
            }

            @misc{p,
              author = {A},
              title = {{T}},
              year = {2015},
              eprint = {1502.01852},
              archiveprefix = {arXiv},
            }
            """);
  }

  @Test
  void citationsAreOneLine() {
    assertThat(BibTeX.citation(SampleReports.ARPIT))
        .isEqualTo(
            "Devansh Arpit, Víctor Campos and Yoshua Bengio (2019). How to Initialize your Network?"
                + " Robust Initialization for WeightNorm & ResNets. NeurIPS. arXiv:1906.02341.");
    assertThat(BibTeX.citation(PREPRINT)).isEqualTo("A (2015). T. arXiv:1502.01852.");
  }
}
