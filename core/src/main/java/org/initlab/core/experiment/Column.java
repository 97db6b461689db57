package org.initlab.core.experiment;

/**
 * One column of a table.
 *
 * @param name in snake case, the header in CSV
 * @param type of every cell; a cell may be null where a value does not exist
 * @param description what it is, with its unit
 */
public record Column(String name, Type type, String description) {
  /** The types of cells: {@code String}, {@code Long}, {@code Double}, {@code Boolean}. */
  public enum Type {
    TEXT(String.class),
    INTEGER(Long.class),
    REAL(Double.class),
    FLAG(Boolean.class);

    private final Class<?> javaType;

    Type(Class<?> javaType) {
      this.javaType = javaType;
    }

    public Class<?> javaType() {
      return javaType;
    }
  }

  public static Column text(String name, String description) {
    return new Column(name, Type.TEXT, description);
  }

  public static Column integer(String name, String description) {
    return new Column(name, Type.INTEGER, description);
  }

  public static Column real(String name, String description) {
    return new Column(name, Type.REAL, description);
  }

  public static Column flag(String name, String description) {
    return new Column(name, Type.FLAG, description);
  }
}
