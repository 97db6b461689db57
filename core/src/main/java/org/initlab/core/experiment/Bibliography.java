package org.initlab.core.experiment;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Every work that initlab reproduces, relies on or takes a scheme from, each once. Initializers and
 * experiments refer to these, and every run writes those that it used as BibTeX.
 */
public final class Bibliography {
  private static final String NEURIPS = "Advances in Neural Information Processing Systems ";
  private static final String ICLR = "International Conference on Learning Representations";
  private static final String ICML = "International Conference on Machine Learning";
  private static final String AISTATS =
      "International Conference on Artificial Intelligence and Statistics";

  public static final Paper LECUN_1998 =
      new Paper(
          "lecun1998",
          List.of("Yann LeCun", "Léon Bottou", "Genevieve B. Orr", "Klaus-Robert Müller"),
          "Efficient BackProp",
          "Neural Networks: Tricks of the Trade",
          1998,
          "");

  public static final Paper MEZZADRI_2007 =
      new Paper(
          "mezzadri2007",
          List.of("Francesco Mezzadri"),
          "How to Generate Random Matrices from the Classical Compact Groups",
          "Notices of the American Mathematical Society",
          2007,
          "math-ph/0609050");

  public static final Paper CHO_2009 =
      new Paper(
          "cho2009",
          List.of("Youngmin Cho", "Lawrence K. Saul"),
          "Kernel Methods for Deep Learning",
          NEURIPS + "22",
          2009,
          "");

  public static final Paper GLOROT_2010 =
      new Paper(
          "glorot2010",
          List.of("Xavier Glorot", "Yoshua Bengio"),
          "Understanding the Difficulty of Training Deep Feedforward Neural Networks",
          AISTATS,
          2010,
          "");

  public static final Paper SAXE_2014 =
      new Paper(
          "saxe2014",
          List.of("Andrew M. Saxe", "James L. McClelland", "Surya Ganguli"),
          "Exact Solutions to the Nonlinear Dynamics of Learning in Deep Linear Neural Networks",
          ICLR,
          2014,
          "1312.6120");

  public static final Paper HE_2015 =
      new Paper(
          "he2015",
          List.of("Kaiming He", "Xiangyu Zhang", "Shaoqing Ren", "Jian Sun"),
          "Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet"
              + " Classification",
          "IEEE International Conference on Computer Vision",
          2015,
          "1502.01852");

  public static final Paper IOFFE_2015 =
      new Paper(
          "ioffe2015",
          List.of("Sergey Ioffe", "Christian Szegedy"),
          "Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate"
              + " Shift",
          ICML,
          2015,
          "1502.03167");

  public static final Paper LE_2015 =
      new Paper(
          "le2015",
          List.of("Quoc V. Le", "Navdeep Jaitly", "Geoffrey E. Hinton"),
          "A Simple Way to Initialize Recurrent Networks of Rectified Linear Units",
          "",
          2015,
          "1504.00941");

  public static final Paper DANIELY_2016 =
      new Paper(
          "daniely2016",
          List.of("Amit Daniely", "Roy Frostig", "Yoram Singer"),
          "Toward Deeper Understanding of Neural Networks: The Power of Initialization and a Dual"
              + " View on Expressivity",
          NEURIPS + "29",
          2016,
          "1602.05897");

  public static final Paper MISHKIN_2016 =
      new Paper(
          "mishkin2016",
          List.of("Dmytro Mishkin", "Jiri Matas"),
          "All You Need Is a Good Init",
          ICLR,
          2016,
          "1511.06422");

  public static final Paper POOLE_2016 =
      new Paper(
          "poole2016",
          List.of(
              "Ben Poole",
              "Subhaneil Lahiri",
              "Maithra Raghu",
              "Jascha Sohl-Dickstein",
              "Surya Ganguli"),
          "Exponential Expressivity in Deep Neural Networks through Transient Chaos",
          NEURIPS + "29",
          2016,
          "1606.05340");

  public static final Paper SALIMANS_2016 =
      new Paper(
          "salimans2016",
          List.of("Tim Salimans", "Diederik P. Kingma"),
          "Weight Normalization: A Simple Reparameterization to Accelerate Training of Deep Neural"
              + " Networks",
          NEURIPS + "29",
          2016,
          "1602.07868");

  public static final Paper SHANG_2016 =
      new Paper(
          "shang2016",
          List.of("Wenling Shang", "Kihyuk Sohn", "Diogo Almeida", "Honglak Lee"),
          "Understanding and Improving Convolutional Neural Networks via Concatenated Rectified"
              + " Linear Units",
          ICML,
          2016,
          "1603.05201");

  public static final Paper ZAGORUYKO_2016 =
      new Paper(
          "zagoruyko2016",
          List.of("Sergey Zagoruyko", "Nikos Komodakis"),
          "Wide Residual Networks",
          "British Machine Vision Conference",
          2016,
          "1605.07146");

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
          "The Shattered Gradients Problem: If Resnets Are the Answer, Then What Is the Question?",
          ICML,
          2017,
          "1702.08591");

  public static final Paper HUANG_2017 =
      new Paper(
          "huang2017",
          List.of("Lei Huang", "Xianglong Liu", "Yang Liu", "Bo Lang", "Dacheng Tao"),
          "Centered Weight Normalization in Accelerating Training of Deep Neural Networks",
          "IEEE International Conference on Computer Vision",
          2017,
          "");

  public static final Paper PENNINGTON_2017 =
      new Paper(
          "pennington2017",
          List.of("Jeffrey Pennington", "Samuel S. Schoenholz", "Surya Ganguli"),
          "Resurrecting the Sigmoid in Deep Learning through Dynamical Isometry: Theory and"
              + " Practice",
          NEURIPS + "30",
          2017,
          "1711.04735");

  public static final Paper SCHOENHOLZ_2017 =
      new Paper(
          "schoenholz2017",
          List.of(
              "Samuel S. Schoenholz", "Justin Gilmer", "Surya Ganguli", "Jascha Sohl-Dickstein"),
          "Deep Information Propagation",
          ICLR,
          2017,
          "1611.01232");

  public static final Paper TAKI_2017 =
      new Paper(
          "taki2017",
          List.of("Masato Taki"),
          "Deep Residual Networks and Weight Initialization",
          "",
          2017,
          "1709.02956");

  public static final Paper UBARU_2017 =
      new Paper(
          "ubaru2017",
          List.of("Shashanka Ubaru", "Jie Chen", "Yousef Saad"),
          "Fast Estimation of tr(f(A)) via Stochastic Lanczos Quadrature",
          "SIAM Journal on Matrix Analysis and Applications",
          2017,
          "");

  public static final Paper ZAGORUYKO_2017 =
      new Paper(
          "zagoruyko2017",
          List.of("Sergey Zagoruyko", "Nikos Komodakis"),
          "DiracNets: Training Very Deep Neural Networks without Skip-Connections",
          "",
          2017,
          "1706.00388");

  public static final Paper HANIN_2018 =
      new Paper(
          "hanin2018",
          List.of("Boris Hanin", "David Rolnick"),
          "How to Start Training: The Effect of Initialization and Architecture",
          NEURIPS + "31",
          2018,
          "1803.01719");

  public static final Paper PENNINGTON_2018 =
      new Paper(
          "pennington2018",
          List.of("Jeffrey Pennington", "Samuel S. Schoenholz", "Surya Ganguli"),
          "The Emergence of Spectral Universality in Deep Networks",
          AISTATS,
          2018,
          "1802.09979");

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
          ICML,
          2018,
          "1806.05393");

  public static final Paper ARPIT_2019 =
      new Paper(
          "arpit2019",
          List.of("Devansh Arpit", "Víctor Campos", "Yoshua Bengio"),
          "How to Initialize your Network? Robust Initialization for WeightNorm & ResNets",
          NEURIPS + "32",
          2019,
          "1906.02341");

  public static final Paper DAUPHIN_2019 =
      new Paper(
          "dauphin2019",
          List.of("Yann N. Dauphin", "Samuel S. Schoenholz"),
          "MetaInit: Initializing Learning by Learning to Initialize",
          NEURIPS + "32",
          2019,
          "");

  public static final Paper ZHANG_2019 =
      new Paper(
          "zhang2019",
          List.of("Hongyi Zhang", "Yann N. Dauphin", "Tengyu Ma"),
          "Fixup Initialization: Residual Learning without Normalization",
          ICLR,
          2019,
          "1901.09321");

  public static final Paper DE_2020 =
      new Paper(
          "de2020",
          List.of("Soham De", "Samuel L. Smith"),
          "Batch Normalization Biases Residual Blocks Towards the Identity Function in Deep"
              + " Networks",
          NEURIPS + "33",
          2020,
          "2002.10444");

  public static final Paper BACHLECHNER_2021 =
      new Paper(
          "bachlechner2021",
          List.of(
              "Thomas Bachlechner",
              "Bodhisattwa Prasad Majumder",
              "Huanru Henry Mao",
              "Garrison W. Cottrell",
              "Julian McAuley"),
          "ReZero Is All You Need: Fast Convergence at Large Depth",
          "Conference on Uncertainty in Artificial Intelligence",
          2021,
          "2003.04887");

  public static final Paper HAYOU_2021 =
      new Paper(
          "hayou2021",
          List.of(
              "Soufiane Hayou",
              "Eugenio Clerico",
              "Bobby He",
              "George Deligiannidis",
              "Arnaud Doucet",
              "Judith Rousseau"),
          "Stable ResNet",
          AISTATS,
          2021,
          "2010.12859");

  public static final Paper MARTENS_2021 =
      new Paper(
          "martens2021",
          List.of(
              "James Martens",
              "Andy Ballard",
              "Guillaume Desjardins",
              "Grzegorz Swirszcz",
              "Valentin Dalibard",
              "Jascha Sohl-Dickstein",
              "Samuel S. Schoenholz"),
          "Rapid Training of Deep Neural Networks without Skip Connections or Normalization Layers"
              + " using Deep Kernel Shaping",
          "",
          2021,
          "2110.01765");

  public static final Paper MARION_2025 =
      new Paper(
          "marion2025",
          List.of("Pierre Marion", "Adeline Fermanian", "Gérard Biau", "Jean-Philippe Vert"),
          "Scaling ResNets in the Large-Depth Regime",
          "Journal of Machine Learning Research",
          2025,
          "2206.06929");

  private Bibliography() {}

  /** All of them by year, then by key. */
  public static List<Paper> all() {
    List<Paper> papers = new ArrayList<>();
    for (Field field : Bibliography.class.getDeclaredFields()) {
      if (field.getType() == Paper.class) papers.add(read(field));
    }
    papers.sort(Comparator.comparingInt(Paper::year).thenComparing(Paper::key));
    return List.copyOf(papers);
  }

  private static Paper read(Field field) {
    try {
      return (Paper) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
