package org.initlab.core.init;

import java.util.Optional;
import org.initlab.core.backend.Backend;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Tensor;

/**
 * What a scheme may draw on.
 *
 * @param threads at most so many arrays are drawn at once; the result does not depend on it
 * @param calibration the first training batch and the backend that passes it through, for
 *     data-dependent schemes
 */
public record InitContext(Seed seed, int threads, Optional<Calibration> calibration) {
  /** A batch of N ≥ 2 samples and the backend that computes the layers' outputs, in float64. */
  public record Calibration(Tensor batch, Backend backend) {}

  public InitContext {
    Arguments.positive("threads", threads);
  }

  public static InitContext of(Seed seed) {
    return new InitContext(seed, 1, Optional.empty());
  }

  public InitContext withCalibration(Tensor batch, Backend backend) {
    return new InitContext(seed, threads, Optional.of(new Calibration(batch, backend)));
  }

  public InitContext withThreads(int threads) {
    return new InitContext(seed, threads, calibration);
  }

  /**
   * The calibration batch of a scheme that needs one.
   *
   * @throws InvalidInputException if none was given
   */
  Calibration requireCalibration(String scheme) {
    return calibration.orElseThrow(
        () -> new InvalidInputException(scheme + " needs a calibration batch, but none was given"));
  }
}
