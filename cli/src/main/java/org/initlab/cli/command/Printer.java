package org.initlab.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.initlab.cli.terminal.TableJson;
import org.initlab.cli.terminal.Terminal;
import org.initlab.cli.terminal.TextTable;
import org.initlab.core.experiment.Table;

/** A table on standard output, for a person or for a script. */
final class Printer {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Printer() {}

  static void print(Terminal terminal, Table table, boolean json) {
    if (json) json(terminal, TableJson.rows(table));
    else terminal.println(table.title() + "\n\n" + TextTable.of(table));
  }

  static void json(Terminal terminal, JsonNode node) {
    try {
      terminal.println(JSON.writeValueAsString(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }
}
