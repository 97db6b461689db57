package org.initlab.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.initlab.core.error.Arguments;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.network.Network;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/** Batches of input samples, synthetic or from a file. */
final class Batches {
  private Batches() {}

  static Tensor gaussian(Network network, int samples, Seed seed) {
    return gaussian("input", network.input(), Arguments.positive("--batch-size", samples), seed);
  }

  /** N×(shape) values from N(0, 1), drawn from the stream of the given name. */
  static Tensor gaussian(String stream, Shape sample, int samples, Seed seed) {
    Shape shape = sample.batched(samples);
    var normal = ZigguratSampler.NormalizedGaussian.of(seed.stream(stream));
    double[] data = new double[shape.size()];
    for (int i = 0; i < data.length; i++) data[i] = normal.sample();
    return Tensor.of(shape, data);
  }

  /**
   * Reads one sample per line.
   *
   * @throws InvalidInputException naming file and line where a value is no finite number or a line
   *     has too few or many
   */
  static Tensor read(Network network, Path file) {
    int size = network.input().size();
    List<double[]> samples = new ArrayList<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) continue;
      samples.add(sample(file.getFileName() + ":" + (i + 1), lines.get(i), size));
    }
    if (samples.isEmpty())
      throw new InvalidInputException("--input '" + file + "' holds no samples");
    double[] data = new double[samples.size() * size];
    for (int i = 0; i < samples.size(); i++)
      System.arraycopy(samples.get(i), 0, data, i * size, size);
    return Tensor.of(network.input().batched(samples.size()), data);
  }

  private static double[] sample(String where, String line, int size) {
    String[] cells = line.split(",", -1);
    if (cells.length != size) {
      throw new InvalidInputException(
          where
              + ": the network takes "
              + size
              + " values per sample, the line has "
              + cells.length);
    }
    double[] sample = new double[size];
    for (int j = 0; j < size; j++) {
      try {
        sample[j] = Double.parseDouble(cells[j].strip());
      } catch (NumberFormatException e) {
        throw new InvalidInputException(
            where + ": value " + (j + 1) + " is no number: '" + cells[j] + "'", e);
      }
      if (!Double.isFinite(sample[j])) {
        throw new InvalidInputException(
            where + ": value " + (j + 1) + " must be finite, was " + cells[j].strip());
      }
    }
    return sample;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException("--input '" + file + "' does not exist", e);
    } catch (IOException e) {
      throw new InvalidInputException("--input '" + file + "' cannot be read: " + e, e);
    }
  }
}
