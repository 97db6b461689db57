package org.initlab.core.linalg;

import java.util.ServiceLoader;

/** The matrix product that draws use, sought once: a deep network has many thousands of weights. */
final class FastestProduct {
  static final MatrixProduct FOUND =
      ServiceLoader.load(MatrixProduct.Source.class).stream()
          .flatMap(source -> source.get().product().stream())
          .findFirst()
          .orElseGet(PlainMatrixProduct::new);

  private FastestProduct() {}
}
