package org.initlab.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON tree as lines of path and value, for people to read. */
final class FlatJson {
  private FlatJson() {}

  static Map<String, String> of(JsonNode node) {
    Map<String, String> lines = new LinkedHashMap<>();
    add("", node, lines);
    return lines;
  }

  private static void add(String path, JsonNode node, Map<String, String> lines) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              f -> add(path.isEmpty() ? f.getKey() : path + "." + f.getKey(), f.getValue(), lines));
    } else if (node.isArray()) {
      StringBuilder joined = new StringBuilder();
      node.forEach(
          n ->
              joined
                  .append(joined.length() == 0 ? "" : ", ")
                  .append(n.isValueNode() ? n.asText() : n));
      lines.put(path, joined.toString());
    } else {
      lines.put(path, node.asText());
    }
  }
}
