package org.initlab.core.data;

import java.util.Optional;

/** What a run trains on, chooses its best epoch by, and is tested on. */
public record Split(Samples train, Optional<Samples> validation, Samples test) {
  static Split withoutValidation(Samples train, Samples test) {
    return new Split(train, Optional.empty(), test);
  }
}
