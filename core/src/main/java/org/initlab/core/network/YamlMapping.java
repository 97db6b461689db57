package org.initlab.core.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Typed access to a YAML mapping; every error names the line of the value that is wrong.
 *
 * @param what it describes, as errors call it
 * @param node itself
 */
record YamlMapping(YamlSource source, String what, Node node, Map<String, Node> values) {

  static YamlMapping of(YamlSource source, String what, Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw source.error(node, what + " must be a mapping, was " + YamlSource.shown(node));
    }
    Map<String, Node> values = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw source.error(
            entry.getKeyNode(),
            "a key of " + what + " must be a word, was " + YamlSource.shown(entry.getKeyNode()));
      }
      if (values.put(key.getValue(), entry.getValueNode()) != null) {
        throw source.error(key, "key '" + key.getValue() + "' of " + what + " occurs twice");
      }
    }
    return new YamlMapping(source, what, node, values);
  }

  /** This mapping under a name that says more. */
  YamlMapping called(String better) {
    return new YamlMapping(source, better, node, values);
  }

  /** Refuses keys that are not in {@code allowed}. */
  YamlMapping allowing(String... allowed) {
    for (NodeTuple entry : ((MappingNode) node).getValue()) {
      String key = ((ScalarNode) entry.getKeyNode()).getValue();
      if (!List.of(allowed).contains(key)) {
        throw source.error(
            entry.getKeyNode(),
            Arguments.unknown("key of " + what, key, List.of(allowed)).getMessage());
      }
    }
    return this;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Node required(String key) {
    Node value = values.get(key);
    if (value == null) throw source.error(node, what + " needs the key '" + key + "'");
    return value;
  }

  String text(String key) {
    if (required(key) instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    throw wrong(key, "text");
  }

  int wholeNumber(String key) {
    return wholeNumber(key, required(key));
  }

  int wholeNumber(String key, int otherwise) {
    return has(key) ? wholeNumber(key) : otherwise;
  }

  private int wholeNumber(String key, Node value) {
    if (value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)) {
      try {
        return Integer.parseInt(scalar.getValue());
      } catch (NumberFormatException e) {
        throw wrong(key, value, "a decimal whole number below 2^31");
      }
    }
    throw wrong(key, value, "a whole number");
  }

  double number(String key, double otherwise) {
    if (!has(key)) return otherwise;
    if (required(key) instanceof ScalarNode scalar
        && (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT))) {
      try {
        return Double.parseDouble(scalar.getValue());
      } catch (NumberFormatException e) {
        throw wrong(key, "a finite decimal number");
      }
    }
    throw wrong(key, "a number");
  }

  boolean flag(String key, boolean otherwise) {
    if (!has(key)) return otherwise;
    if (required(key) instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
      return Boolean.parseBoolean(scalar.getValue());
    }
    throw wrong(key, "true or false");
  }

  List<Node> list(String key) {
    if (required(key) instanceof SequenceNode sequence) return sequence.getValue();
    throw wrong(key, "a list");
  }

  int[] wholeNumbers(String key) {
    List<Integer> numbers = new ArrayList<>();
    for (Node item : list(key)) numbers.add(wholeNumber(key, item));
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The line of the value of {@code key}, or of the mapping where there is none. */
  Node place(String key) {
    return values.getOrDefault(key, node);
  }

  private InvalidInputException wrong(String key, String expected) {
    return wrong(key, required(key), expected);
  }

  private InvalidInputException wrong(String key, Node value, String expected) {
    return source.error(
        value, what + ": " + key + " must be " + expected + ", was " + YamlSource.shown(value));
  }
}
