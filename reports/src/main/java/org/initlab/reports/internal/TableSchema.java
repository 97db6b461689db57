package org.initlab.reports.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;

/** What a table has beside its rows, as one line of JSON. */
public record TableSchema(String id, String title, List<Column> columns) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static TableSchema of(Table table) {
    return new TableSchema(table.id(), table.title(), table.columns());
  }

  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static TableSchema parse(String name, String json) {
    try {
      return JSON.readValue(json, TableSchema.class);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          name + ", line 1: not a table's schema: " + e.getOriginalMessage(), e);
    }
  }
}
