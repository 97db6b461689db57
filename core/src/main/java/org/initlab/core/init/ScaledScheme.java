package org.initlab.core.init;

import java.util.List;
import java.util.Map;
import org.initlab.core.experiment.Paper;

/** A {@link WeightScheme} whose weights are multiplied by a gain, 1 unless it is set. */
abstract class ScaledScheme extends WeightScheme {
  private static final String GAIN = "gain";

  private final double gain;

  /**
   * @param weights with the gain already in them
   */
  ScaledScheme(String name, String description, double gain, Initializer weights, Paper... papers) {
    super(SettingName.of(name, GAIN, gain, 1), List.of(), description, weights, papers);
    this.gain = gain;
  }

  @Override
  public final Map<String, Double> settings() {
    return Map.of(GAIN, gain);
  }

  @Override
  public final Scheme with(Map<String, Double> settings) {
    return withGain(settings.get(GAIN));
  }

  abstract Scheme withGain(double other);
}
