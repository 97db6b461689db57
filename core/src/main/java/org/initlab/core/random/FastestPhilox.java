package org.initlab.core.random;

import java.util.ServiceLoader;

/** The generator that draws use, sought once: a deep network has many thousands of streams. */
final class FastestPhilox {
  static final Philox FOUND =
      ServiceLoader.load(Philox.Source.class).stream()
          .flatMap(source -> source.get().philox().stream())
          .findFirst()
          .orElse(Philox.COMMONS);

  private FastestPhilox() {}
}
