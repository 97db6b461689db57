package org.initlab.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Table;

/**
 * Tables as JSON: {@link #rows} for scripts, one object per row; {@link #write} and {@link #read}
 * whole, so that the table that comes back equals the one that went. NaN and infinities, which JSON
 * lacks, are strings.
 */
public final class TableJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TableJson() {}

  public static ArrayNode rows(Table table) {
    ArrayNode array = JSON.createArrayNode();
    for (List<Object> row : table.rows()) {
      ObjectNode object = array.addObject();
      for (int c = 0; c < row.size(); c++)
        object.set(table.columns().get(c).name(), node(row.get(c)));
    }
    return array;
  }

  public static ObjectNode write(Table table) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", table.id()).put("title", table.title());
    ArrayNode columns = node.putArray("columns");
    for (Column c : table.columns()) {
      columns
          .addObject()
          .put("name", c.name())
          .put("type", c.type().name())
          .put("description", c.description());
    }
    ArrayNode rows = node.putArray("rows");
    for (List<Object> row : table.rows()) {
      ArrayNode cells = rows.addArray();
      row.forEach(cell -> cells.add(node(cell)));
    }
    return node;
  }

  public static Table read(JsonNode node) {
    List<Column> columns = new ArrayList<>();
    for (JsonNode c : node.get("columns")) {
      Column.Type type = Column.Type.valueOf(c.get("type").asText());
      columns.add(new Column(c.get("name").asText(), type, c.get("description").asText()));
    }
    List<List<Object>> rows = new ArrayList<>();
    for (JsonNode cells : node.get("rows")) {
      List<Object> row = new ArrayList<>();
      for (int c = 0; c < cells.size(); c++) row.add(cell(cells.get(c), columns.get(c).type()));
      rows.add(row);
    }
    return new Table(node.get("id").asText(), node.get("title").asText(), columns, rows);
  }

  private static JsonNode node(Object cell) {
    if (cell instanceof Double d && !Double.isFinite(d))
      return JSON.getNodeFactory().textNode(d.toString());
    return JSON.valueToTree(cell);
  }

  private static Object cell(JsonNode node, Column.Type type) {
    if (node.isNull()) return null;
    return switch (type) {
      case TEXT -> node.asText();
      case INTEGER -> node.longValue();
      case REAL -> node.isTextual() ? Double.valueOf(node.asText()) : (Double) node.doubleValue();
      case FLAG -> node.booleanValue();
    };
  }
}
