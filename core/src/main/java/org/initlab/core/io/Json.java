package org.initlab.core.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.initlab.core.error.InvalidInputException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * The JSON of core's own files. It is read by the YAML parser that core has, of whose language JSON
 * is a part. Numbers that JSON does not have (NaN, infinities) are written as null and read as NaN.
 */
public final class Json {
  private Json() {}

  /** Maps, iterables, int arrays, texts, numbers, booleans and null as JSON without spaces. */
  public static String write(Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  private static void append(StringBuilder out, Object value) {
    if (value instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator);
        quote(out, (String) entry.getKey());
        out.append(':');
        append(out, entry.getValue());
        separator = ",";
      }
      out.append(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof int[] numbers) {
      List<Integer> boxed = new ArrayList<>();
      for (int n : numbers) boxed.add(n);
      append(out, boxed);
    } else if (value instanceof Iterable<?> list) {
      out.append('[');
      String separator = "";
      for (Object item : list) {
        out.append(separator);
        append(out, item);
        separator = ",";
      }
      out.append(']');
    } else if (value instanceof Double number && !Double.isFinite(number)) {
      out.append("null");
    } else if (value instanceof String text) {
      quote(out, text);
    } else {
      out.append(value); // numbers, booleans, null
    }
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') out.append('\\').append(c);
      else if (c < ' ')
        out.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      else out.append(c);
    }
    out.append('"');
  }

  /**
   * Reads one object.
   *
   * @param name names the text in errors
   * @throws InvalidInputException if the text is no JSON object
   */
  public static Reader read(String text, String name) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new JsonSchema())
            .setCodePointLimit(Integer.MAX_VALUE)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      return new Reader(map(new Load(settings).loadFromString(text), name), name);
    } catch (YamlEngineException e) {
      throw new InvalidInputException(name + " is not valid JSON", e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value, String name) {
    if (!(value instanceof Map<?, ?> map)
        || !map.keySet().stream().allMatch(k -> k instanceof String)) {
      throw new InvalidInputException(name + " is not a JSON object");
    }
    return (Map<String, Object>) map;
  }

  /** An object whose members are asked for by key; a missing one or another type is an error. */
  public record Reader(Map<String, Object> members, String name) {
    public Set<String> keys() {
      return members.keySet();
    }

    public Reader object(String key) {
      return new Reader(map(member(key, Map.class), name + ": " + key), name);
    }

    public String text(String key) {
      return member(key, String.class);
    }

    public long integer(String key) {
      Number number = member(key, Number.class);
      if (number instanceof Integer || number instanceof Long) return number.longValue();
      throw new InvalidInputException(name + ": " + key + " must be an integer, was " + number);
    }

    /** An integer of 32 bits that is not negative: a count or a position. */
    public int count(String key) {
      long value = integer(key);
      if (value < 0 || value > Integer.MAX_VALUE) {
        throw new InvalidInputException(name + ": " + key + " must be in 0..2^31-1, was " + value);
      }
      return (int) value;
    }

    /** A number, or NaN for null. */
    public double real(String key) {
      return isNull(key) ? Double.NaN : member(key, Number.class).doubleValue();
    }

    public boolean isNull(String key) {
      return members.containsKey(key) && members.get(key) == null;
    }

    public List<Number> numbers(String key) {
      List<Number> numbers = new ArrayList<>();
      for (Object item : member(key, List.class)) {
        if (!(item instanceof Number n)) {
          throw new InvalidInputException(name + ": " + key + " must hold numbers, holds " + item);
        }
        numbers.add(n);
      }
      return numbers;
    }

    public List<Reader> objects(String key) {
      List<Reader> objects = new ArrayList<>();
      for (Object item : member(key, List.class))
        objects.add(new Reader(map(item, name + ": " + key), name));
      return objects;
    }

    private <T> T member(String key, Class<T> type) {
      Object value = members.get(key);
      if (!type.isInstance(value)) {
        throw new InvalidInputException(
            name + ": " + key + (members.containsKey(key) ? " is " + value : " is missing"));
      }
      return type.cast(value);
    }
  }
}
