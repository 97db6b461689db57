package org.initlab.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;
import org.junit.jupiter.api.Test;

class TableMarkdownTest {
  @Test
  void cellsStandInTheirColumns() {
    Table table =
        Table.builder(
                "t",
                "Title",
                Column.text("name", ""),
                Column.real("value", ""),
                Column.integer("count", ""),
                Column.flag("ok", ""))
            .row("a|b\nc", 0.123456, 7, true)
            .row("\\", Double.NaN, null, false)
            .build();
    assertThat(TableMarkdown.of(table))
        .isEqualTo(
            """
            | name | value | count | ok |
            | --- | ---: | ---: | --- |
            | a\\|b c | 0.123 | 7 | true |
            | \\\\ | NaN |  | false |
            """);
  }
}
