package org.initlab.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.initlab.cli.terminal.TableJson;
import org.initlab.core.experiment.Axis;
import org.initlab.core.experiment.Check;
import org.initlab.core.experiment.Figure;
import org.initlab.core.experiment.Panel;
import org.initlab.core.experiment.Result;
import org.initlab.core.experiment.Series;

/**
 * A result as JSON and back, so that a report can be made again from a finished run without running
 * it.
 */
final class ResultJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ResultJson() {}

  static ObjectNode write(Result result) {
    ObjectNode node = JSON.createObjectNode();
    ArrayNode tables = node.putArray("tables");
    result.tables().forEach(t -> tables.add(TableJson.write(t)));
    ArrayNode figures = node.putArray("figures");
    result.figures().forEach(f -> figures.add(figure(f)));
    ArrayNode checks = node.putArray("checks");
    result.checks().forEach(c -> checks.add(JSON.valueToTree(c)));
    return node;
  }

  static Result read(JsonNode node) {
    return new Result(
        list(node.get("tables"), TableJson::read),
        list(node.get("figures"), ResultJson::figure),
        list(node.get("checks"), c -> value(c, Check.class)));
  }

  private static ObjectNode figure(Figure f) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", f.id())
        .put("title", f.title())
        .put("caption", f.caption())
        .put("columns", f.columns());
    ArrayNode panels = node.putArray("panels");
    for (Panel p : f.panels()) {
      ObjectNode panel = panels.addObject().put("title", p.title());
      panel.set("x", JSON.valueToTree(p.x()));
      panel.set("y", JSON.valueToTree(p.y()));
      panel.set("series", JSON.valueToTree(p.series()));
      p.heatMap().ifPresent(h -> panel.set("heat_map", JSON.valueToTree(h)));
    }
    return node;
  }

  private static Figure figure(JsonNode node) {
    return new Figure(
        node.get("id").asText(),
        node.get("title").asText(),
        node.get("caption").asText(),
        node.get("columns").asInt(),
        list(node.get("panels"), ResultJson::panel));
  }

  private static Panel panel(JsonNode node) {
    return new Panel(
        node.get("title").asText(),
        value(node.get("x"), Axis.class),
        value(node.get("y"), Axis.class),
        list(node.get("series"), s -> value(s, Series.class)),
        Optional.ofNullable(node.get("heat_map")).map(h -> value(h, Panel.HeatMap.class)));
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
    List<T> list = new ArrayList<>();
    array.forEach(n -> list.add(read.apply(n)));
    return list;
  }

  private static <T> T value(JsonNode node, Class<T> type) {
    return JSON.convertValue(node, type);
  }
}
