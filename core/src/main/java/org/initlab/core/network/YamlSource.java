package org.initlab.core.network;

import java.util.Optional;
import java.util.function.Supplier;
import org.initlab.core.error.InvalidInputException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The name of a YAML text, which every error about it begins with. */
record YamlSource(String name) {
  /** Deeper than any network a person writes; far from what the parser's recursion can bear. */
  private static final int MAX_DEPTH = 100;

  /** The text's one document as a mapping whose nodes know their lines. */
  static YamlMapping compose(String text, String name) {
    YamlSource source = new YamlSource(name);
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setSchema(new CoreSchema())
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();
    try {
      source.checkEvents(new Parse(settings).parseString(text));
      Node root =
          new Compose(settings)
              .composeString(text)
              .orElseThrow(() -> new InvalidInputException(name + ":1: there is no network"));
      return YamlMapping.of(source, "a network", root);
    } catch (MarkedYamlEngineException e) {
      String context = e.getContext() == null ? "" : e.getContext() + ", ";
      throw source.malformed(line(e.getProblemMark()), context + e.getProblem(), e);
    } catch (ReaderException e) {
      String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      throw source.malformed(line, "character " + e.getCodePoint() + " is not allowed", e);
    } catch (YamlEngineException e) {
      throw source.malformed(1, e.getMessage(), e);
    }
  }

  private InvalidInputException malformed(int line, String problem, YamlEngineException cause) {
    String firstLine = problem.lines().findFirst().orElse("");
    return new InvalidInputException(name + ":" + line + ": malformed YAML: " + firstLine, cause);
  }

  /** Composing follows nesting by recursion and expands aliases, so both are bounded before it. */
  private void checkEvents(Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      switch (event.getEventId()) {
        case SequenceStart, MappingStart -> depth++;
        case SequenceEnd, MappingEnd -> depth--;
        case Alias -> throw error(line(event.getStartMark()), "aliases are not supported");
        default -> {}
      }
      if (depth > MAX_DEPTH) {
        throw error(line(event.getStartMark()), "nested deeper than " + MAX_DEPTH + " levels");
      }
    }
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 1;
  }

  InvalidInputException error(Node node, String message) {
    return error(line(node.getStartMark()), message);
  }

  private InvalidInputException error(int line, String message) {
    return new InvalidInputException(name + ":" + line + ": " + message);
  }

  /**
   * What {@code action} gives; if it objects, the error gets this node's line. The action reads no
   * YAML, whose errors have lines already.
   */
  <T> T at(Node node, Supplier<T> action) {
    try {
      return action.get();
    } catch (InvalidInputException e) {
      throw error(node, e.getMessage());
    }
  }

  /** How errors show what was given. */
  static String shown(Node node) {
    if (node instanceof ScalarNode scalar) return "'" + scalar.getValue() + "'";
    return node instanceof MappingNode ? "a mapping" : "a list";
  }
}
