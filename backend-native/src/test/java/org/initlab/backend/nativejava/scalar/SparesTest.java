package org.initlab.backend.nativejava.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No two borrowers have the same array, and none is made while one is idle. */
class SparesTest {
  @Test
  void asManyAreMadeAsAreBorrowedAtOnce() {
    Spares<double[]> spares = new Spares<>(() -> new double[1]);
    double[] first = spares.borrow();
    double[] second = spares.borrow();
    assertThat(second).isNotNull().isNotSameAs(first);
    spares.giveBack(first);
    assertThat(spares.borrow()).isSameAs(first);
    assertThat(spares.borrow()).isNotSameAs(first).isNotSameAs(second);
  }
}
