package org.initlab.experiments.arpit2019;

import java.util.List;
import org.initlab.core.experiment.Paper;

/** The works that this package reproduces or relies on. */
final class Citations {
  static final Paper ARPIT_2019 =
      new Paper(
          "arpit2019",
          List.of("Devansh Arpit", "Víctor Campos", "Yoshua Bengio"),
          "How to Initialize your Network? Robust Initialization for WeightNorm & ResNets",
          "Advances in Neural Information Processing Systems 32",
          2019,
          "1906.02341");

  static final Paper HE_2015 =
      new Paper(
          "he2015",
          List.of("Kaiming He", "Xiangyu Zhang", "Shaoqing Ren", "Jian Sun"),
          "Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet"
              + " Classification",
          "IEEE International Conference on Computer Vision",
          2015,
          "1502.01852");

  static final Paper CHO_2009 =
      new Paper(
          "cho2009",
          List.of("Youngmin Cho", "Lawrence K. Saul"),
          "Kernel Methods for Deep Learning",
          "Advances in Neural Information Processing Systems 22",
          2009,
          "");

  static final Paper SALIMANS_2016 =
      new Paper(
          "salimans2016",
          List.of("Tim Salimans", "Diederik P. Kingma"),
          "Weight Normalization: A Simple Reparameterization to Accelerate Training of Deep Neural"
              + " Networks",
          "Advances in Neural Information Processing Systems 29",
          2016,
          "1602.07868");

  static final Paper ZAGORUYKO_2016 =
      new Paper(
          "zagoruyko2016",
          List.of("Sergey Zagoruyko", "Nikos Komodakis"),
          "Wide Residual Networks",
          "British Machine Vision Conference",
          2016,
          "1605.07146");

  static final Paper HANIN_2018 =
      new Paper(
          "hanin2018",
          List.of("Boris Hanin", "David Rolnick"),
          "How to Start Training: The Effect of Initialization and Architecture",
          "Advances in Neural Information Processing Systems 31",
          2018,
          "1803.01719");

  private Citations() {}
}
