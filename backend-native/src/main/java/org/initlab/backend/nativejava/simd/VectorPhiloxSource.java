package org.initlab.backend.nativejava.simd;

import java.util.Optional;
import org.initlab.core.random.Philox;

/**
 * Offers core {@link VectorPhilox} where it is faster: with 512-bit vectors by 2.5 times. Narrower
 * ones have no multiplication of 64-bit numbers and gain nothing.
 */
public final class VectorPhiloxSource implements Philox.Source {
  private static final int WORTHWHILE = 512;

  @Override
  public Optional<Philox> philox() {
    if (!SimdSupport.available() || SimdSupport.vectorBits() < WORTHWHILE) return Optional.empty();
    return Optional.of(VectorPhilox::new);
  }
}
