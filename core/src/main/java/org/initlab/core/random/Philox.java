package org.initlab.core.random;

import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Philox 4×64 with ten rounds (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"),
 * the counter at 0 and stepped before every block. Commons RNG defines the numbers, ints and
 * doubles included; other implementations give the same ones, so it does not matter which one a
 * draw finds.
 */
public interface Philox {
  Philox COMMONS = (k0, k1) -> RandomSource.PHILOX_4X64.create(new long[] {k0, k1, 0, 0, 0, 0});

  /** A fresh generator of a 128-bit key, its low word first. */
  UniformRandomProvider stream(long key0, long key1);

  /** Finds a faster implementation, if this JVM can run it; registered as a service. */
  interface Source {
    Optional<Philox> philox();
  }

  /** The first that a {@link Source} on the class path offers, Commons RNG's own without one. */
  static Philox fastest() {
    return FastestPhilox.FOUND;
  }
}
