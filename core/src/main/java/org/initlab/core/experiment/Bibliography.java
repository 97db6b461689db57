package org.initlab.core.experiment;

import java.util.List;

/** Works that more than one part of the program relies on, each once. */
public final class Bibliography {
  public static final Paper SAXE_2014 =
      new Paper(
          "saxe2014",
          List.of("Andrew M. Saxe", "James L. McClelland", "Surya Ganguli"),
          "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks",
          "International Conference on Learning Representations",
          2014,
          "1312.6120");

  public static final Paper POOLE_2016 =
      new Paper(
          "poole2016",
          List.of(
              "Ben Poole",
              "Subhaneil Lahiri",
              "Maithra Raghu",
              "Jascha Sohl-Dickstein",
              "Surya Ganguli"),
          "Exponential expressivity in deep neural networks through transient chaos",
          "Advances in Neural Information Processing Systems 29",
          2016,
          "1606.05340");

  public static final Paper SCHOENHOLZ_2017 =
      new Paper(
          "schoenholz2017",
          List.of(
              "Samuel S. Schoenholz", "Justin Gilmer", "Surya Ganguli", "Jascha Sohl-Dickstein"),
          "Deep Information Propagation",
          "International Conference on Learning Representations",
          2017,
          "1611.01232");

  public static final Paper PENNINGTON_2017 =
      new Paper(
          "pennington2017",
          List.of("Jeffrey Pennington", "Samuel S. Schoenholz", "Surya Ganguli"),
          "Resurrecting the sigmoid in deep learning through dynamical isometry: theory and"
              + " practice",
          "Advances in Neural Information Processing Systems 30",
          2017,
          "1711.04735");

  public static final Paper BALDUZZI_2017 =
      new Paper(
          "balduzzi2017",
          List.of(
              "David Balduzzi",
              "Marcus Frean",
              "Lennox Leary",
              "J. P. Lewis",
              "Kurt Wan-Duo Ma",
              "Brian McWilliams"),
          "The Shattered Gradients Problem: If resnets are the answer, then what is the question?",
          "International Conference on Machine Learning",
          2017,
          "1702.08591");

  public static final Paper XIAO_2018 =
      new Paper(
          "xiao2018",
          List.of(
              "Lechao Xiao",
              "Yasaman Bahri",
              "Jascha Sohl-Dickstein",
              "Samuel S. Schoenholz",
              "Jeffrey Pennington"),
          "Dynamical Isometry and a Mean Field Theory of CNNs: How to Train 10,000-Layer Vanilla"
              + " Convolutional Neural Networks",
          "International Conference on Machine Learning",
          2018,
          "1806.05393");

  private Bibliography() {}
}
