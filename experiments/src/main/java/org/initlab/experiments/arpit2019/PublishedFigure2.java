package org.initlab.experiments.arpit2019;

import java.util.Optional;

/** Test accuracies of Figure 2, read from the picture on the authors' poster. */
final class PublishedFigure2 {
  static final String SOURCE = "Arpit et al. 2019, Figure 2 (read from the authors' poster)";

  private PublishedFigure2() {}

  /**
   * @param value 0 where the runs diverged
   * @param reading the reading error
   */
  record Accuracy(double value, double reading) {}

  static Optional<Accuracy> test(Figure2Settings.Part part, Figure2Init init, int layers) {
    return part == Figure2Settings.Part.MLP ? mlp(init, layers) : cnn(init, layers);
  }

  private static Optional<Accuracy> mlp(Figure2Init init, int layers) {
    double reading = 0.005;
    return switch (layers) {
      case 2, 5, 10, 20 -> Optional.of(new Accuracy(0.985, reading));
      case 100 -> Optional.of(new Accuracy(init.dataDependent() ? 0 : 0.974, reading));
      case 200 -> Optional.of(new Accuracy(init.dataDependent() ? 0 : 0.960, reading));
      default -> Optional.empty();
    };
  }

  private static Optional<Accuracy> cnn(Figure2Init init, int layers) {
    return switch (layers) {
      // The four curves lie within the reading here, so that one value stands for all.
      case 5 -> Optional.of(new Accuracy(0.865, 0.015));
      case 25 -> Optional.of(new Accuracy(0.8475, 0.0175));
      case 100 -> Optional.of(new Accuracy(deepCnn(init), 0.01));
      default -> Optional.empty();
    };
  }

  private static double deepCnn(Figure2Init init) {
    return switch (init) {
      case HE_DATADEP, ORTHOGONAL_DATADEP -> 0;
      case HE_PROPOSED -> 0.79;
      case ORTHOGONAL_PROPOSED -> 0.81;
    };
  }
}
