package org.initlab.backend.nativejava.simd;

import java.util.Optional;
import org.initlab.core.linalg.MatrixProduct;

/** Offers core the vector kernels where the JVM has them. */
public final class VectorMatrixProductSource implements MatrixProduct.Source {
  @Override
  public Optional<MatrixProduct> product() {
    return SimdSupport.available() ? Optional.of(new VectorMatrixProduct()) : Optional.empty();
  }
}
