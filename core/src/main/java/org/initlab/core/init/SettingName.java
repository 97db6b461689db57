package org.initlab.core.init;

/** Names of schemes with settings, as {@link Schemes#named} reads them. */
final class SettingName {
  private SettingName() {}

  /** {@code base}, or {@code base:setting=value} where the value is not the usual one. */
  static String of(String base, String setting, double value, double usual) {
    return value == usual ? base : base + ":" + setting + "=" + value;
  }
}
