package org.initlab.experiments.arpit2019;

import java.util.List;
import org.initlab.core.experiment.Scale;
import org.initlab.experiments.arpit2019.Figure2Settings.Depth;
import org.initlab.experiments.arpit2019.Figure2Settings.Padding;
import org.initlab.experiments.arpit2019.Figure2Settings.Part;

/** The numbers of both parts of Figure 2 at every scale. */
final class Figure2Scales {
  private static final String MLP = "arpit2019-fig2-depth";
  private static final String CNN = "arpit2019-fig2-cnn";

  private Figure2Scales() {}

  static Figure2Settings mlp(Scale scale) {
    return switch (scale) {
      case SMOKE ->
          new Figure2Settings(
              MLP,
              Part.MLP,
              GaussianClusters.NAME,
              600,
              32,
              64,
              List.of(new Depth(2, 3, 0.5, false), new Depth(60, 1, 0, true)),
              List.of(0.01),
              0.9,
              List.of(2, 10, 30, 60),
              2,
              10,
              10,
              false,
              Padding.NONE);
      case QUICK ->
          new Figure2Settings(
              MLP,
              Part.MLP,
              GaussianClusters.NAME,
              4000,
              32,
              128,
              List.of(
                  new Depth(2, 4, 0.9, false),
                  new Depth(5, 4, 0.9, false),
                  new Depth(10, 4, 0.9, false),
                  new Depth(20, 4, 0.9, false),
                  new Depth(50, 16, 0.3, true),
                  new Depth(100, 1, 0, true),
                  new Depth(200, 1, 0, true)),
              List.of(0.001, 0.003),
              0.9,
              List.of(2, 5, 10, 20, 50, 100, 200),
              5,
              10,
              5,
              false,
              Padding.NONE);
      case PAPER ->
          new Figure2Settings(
              MLP,
              Part.MLP,
              "mnist",
              0,
              128,
              128,
              List.of(
                  new Depth(2, 200, 0.95, false),
                  new Depth(5, 200, 0.95, false),
                  new Depth(10, 200, 0.95, false),
                  new Depth(20, 200, 0.95, false),
                  new Depth(100, 200, 0.95, true),
                  new Depth(200, 200, 0.9, true)),
              List.of(0.003, 0.01, 0.03),
              0.9,
              List.of(2, 5, 10, 20, 50, 100, 200),
              5,
              10,
              0,
              true,
              Padding.NONE);
    };
  }

  static Figure2Settings cnn(Scale scale) {
    return switch (scale) {
      case SMOKE ->
          new Figure2Settings(
              CNN,
              Part.CNN,
              Figure2Data.ENLARGED_DIGITS,
              0,
              32,
              4,
              List.of(new Depth(5, 1, 0, false)),
              List.of(0.01),
              0.9,
              List.of(5, 25),
              1,
              5,
              2,
              false,
              new Padding(4, 50, 16));
      case QUICK ->
          new Figure2Settings(
              CNN,
              Part.CNN,
              Figure2Data.ENLARGED_DIGITS,
              0,
              32,
              16,
              List.of(
                  new Depth(5, 8, 0.2, false),
                  new Depth(25, 6, 0, false),
                  new Depth(100, 1, 0, true)),
              List.of(0.01, 0.1),
              0.9,
              List.of(5, 25, 50, 100),
              5,
              5,
              5,
              false,
              new Padding(30, 100, 16));
      case PAPER ->
          new Figure2Settings(
              CNN,
              Part.CNN,
              "cifar10",
              0,
              128,
              128,
              List.of(
                  new Depth(5, 200, 0.9, false),
                  new Depth(25, 200, 0.9, false),
                  new Depth(100, 200, 0.9, true)),
              List.of(0.003, 0.01, 0.03),
              0.9,
              List.of(5, 25, 50, 100),
              5,
              5,
              0,
              true,
              new Padding(10, 100, 128));
    };
  }
}
