package org.initlab.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.junit.jupiter.api.Test;

class TableCsvTest {
  private static final Column[] COLUMNS = {
    Column.text("scheme", "the scheme"),
    Column.integer("layer", "1-based"),
    Column.real("q", "second moment"),
    Column.flag("measured", "or theory")
  };

  private static Table table() {
    return Table.builder("t", "A, \"table\" – σ", COLUMNS)
        .row("he, \"proposed\"", 1L, 0.1, true)
        .row("σ_w² → χ₁\r\nnext\nline", Long.MIN_VALUE, -0.0, false)
        .row("", 2L, Double.NaN, null)
        .row(null, null, Double.POSITIVE_INFINITY, true)
        .row(" # padded ", 3L, Double.NEGATIVE_INFINITY, false)
        .row("tiny", 4L, Double.MIN_VALUE, true)
        .row("third", 5L, 1.0 / 3, null)
        .row(null, null, null, null)
        .build();
  }

  @Test
  void writesHeaderLfAndJavaNumbers() {
    String csv = TableCsv.toString(table());
    assertThat(csv)
        .startsWith("scheme,layer,q,measured\n\"he, \"\"proposed\"\"\",1,0.1,true\n")
        .contains("\n\"\",\"2\",\"NaN\",\n,,Infinity,true\n")
        .contains("tiny,4,4.9E-324,true\nthird,5,0.3333333333333333,\n")
        .endsWith("\n,,,\n");
  }

  @Test
  void whatIsWrittenIsReadBackEqualToTheBit() throws IOException {
    Table read =
        TableCsv.read(
            "t",
            "A, \"table\" – σ",
            List.of(COLUMNS),
            new StringReader(TableCsv.toString(table())));
    assertThat(read).isEqualTo(table());
  }

  @Test
  void oneColumnAndNoRowsAreReadBack() throws IOException {
    Column only = Column.text("only", "");
    Table nulls = Table.builder("t", "", only).row((Object) null).row("").row("x").build();
    Table empty = Table.builder("t", "", only).build();
    for (Table t : List.of(nulls, empty)) {
      StringReader in = new StringReader(TableCsv.toString(t));
      assertThat(TableCsv.read("t", "", List.of(only), in)).isEqualTo(t);
    }
  }

  @Test
  void theDefaultLocaleChangesNothing() {
    String before = TableCsv.toString(table());
    Locale saved = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(TableCsv.toString(table())).isEqualTo(before);
    } finally {
      Locale.setDefault(saved);
    }
  }

  @Test
  void badFieldsAreNamedWithTheirLine() {
    String head = "scheme,layer,q,measured\n";
    assertUnreadable(head + "\"two\nlines\",1,1,true\nhe,x,1,true\n", "t, line 4: column 'layer'");
    assertUnreadable(head + "he,1,1,yes\n", "line 2: column 'measured' holds FLAG, found 'yes'");
    assertUnreadable(head + "he,1,1,true\nhe,1\n", "line 3: 2 fields, expected 4");
    assertUnreadable("scheme,q\n", "line 1: the header is [scheme, q], expected [scheme, layer,");
    assertUnreadable("", "t is empty");
    assertUnreadable(head + "\"open,1,1,true\n", "t is not well-formed CSV");
  }

  private static void assertUnreadable(String csv, String message) {
    assertThatThrownBy(() -> TableCsv.read("t", "", List.of(COLUMNS), new StringReader(csv)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }
}
