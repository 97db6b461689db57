package org.initlab.experiments.arpit2019;

import java.util.List;
import java.util.OptionalDouble;
import org.initlab.core.network.ArchitectureOptions;
import org.initlab.core.network.Architectures;
import org.initlab.core.network.Network;
import org.initlab.core.tensor.Shape;
import org.initlab.core.train.Annealing;
import org.initlab.core.train.OptimizerKind;
import org.initlab.core.train.Schedule;
import org.initlab.core.train.TrainConfig;

/**
 * One part of Figure 2 at one scale. The paper does not publish width, learning rates and epochs of
 * this figure; ours are the original program's defaults where it has one.
 *
 * @param id of the experiment
 * @param part which network
 * @param data the data set, as {@link Figure2Data} names it
 * @param samples for training, where the data set is drawn
 * @param batch samples per update
 * @param hidden units or channels of every hidden layer
 * @param depths what is trained
 * @param rates the learning rates of which the best by validation is shown
 * @param momentum of SGD
 * @param initDepths hidden layers of the networks whose gradient is measured at initialization
 * @param draws independent networks per scheme and depth there
 * @param fitFrom the least depth that counts for the growth per layer
 * @param calibration fresh seeds at which every training check was seen to pass
 * @param published whether sizes are the paper's, so that its accuracies can be compared
 * @param padding the CNNs on which it is measured what zero padding leaves of a signal
 */
record Figure2Settings(
    String id,
    Part part,
    String data,
    int samples,
    int batch,
    int hidden,
    List<Depth> depths,
    List<Double> rates,
    double momentum,
    List<Integer> initDepths,
    int draws,
    int fitFrom,
    int calibration,
    boolean published,
    Padding padding) {
  /**
   * Samples whose gradient is measured at initialization: few enough to be quick, and so many that
   * standardizing over them does what it does over the whole distribution (with 32 samples the
   * growth is 0.22 per layer instead of 0.19).
   */
  static final int GRADIENT_BATCH = 128;

  /** The two parts of Figure 2. */
  enum Part {
    MLP {
      @Override
      Network network(Shape input, int hidden, int layers, int classes) {
        return Architectures.mlp(input, hidden, layers, classes, ArchitectureOptions.WEIGHT_NORM);
      }

      @Override
      OptionalDouble growth(Figure2Init init) {
        return OptionalDouble.of(GradientGrowth.predicted(init));
      }
    },
    CNN {
      @Override
      Network network(Shape input, int hidden, int layers, int classes) {
        return Architectures.cnn(input, hidden, layers, classes, ArchitectureOptions.WEIGHT_NORM);
      }

      /**
       * The backward pass spreads a gradient over the taps as the forward pass spreads a state, so
       * zero padding takes the same part. How data-dependent layers make up for it is not known.
       */
      @Override
      OptionalDouble growth(Figure2Init init) {
        return init.dataDependent()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Math.log(PaddedEnergy.kept(Padding.SIDE)));
      }
    };

    abstract Network network(Shape input, int hidden, int layers, int classes);

    /** What theory says of the growth of ln‖∂W₁‖ per hidden layer, where it says something. */
    abstract OptionalDouble growth(Figure2Init init);
  }

  /**
   * CNNs at initialization, see {@link PaddedEnergy}.
   *
   * @param networks independent ones per scheme; 0 for none
   * @param layers of each
   * @param channels of each layer
   */
  record Padding(int networks, int layers, int channels) {
    static final Padding NONE = new Padding(0, 0, 0);

    /** Samples that pass through. */
    static final int SAMPLES = 16;

    /** Of the maps behind the second stride, on images of 32×32. */
    static final int SIDE = 8;
  }

  /**
   * @param layers hidden layers
   * @param epochs of training
   * @param trains the training accuracy that proposed schemes must reach; 0 where only a loss that
   *     stays finite is claimed
   * @param diverges whether data-dependent schemes must diverge at every learning rate
   */
  record Depth(int layers, int epochs, double trains, boolean diverges) {}

  Figure2Settings {
    depths = List.copyOf(depths);
    rates = List.copyOf(rates);
    initDepths = List.copyOf(initDepths);
  }

  Network network(Shape input, int layers, int classes) {
    return part.network(input, hidden, layers, classes);
  }

  TrainConfig config(Depth depth, double rate) {
    Schedule schedule = new Schedule(Annealing.CONSTANT, rate, depth.epochs(), 0, 0);
    return new TrainConfig(
        schedule, OptimizerKind.SGD, batch, batch, momentum, 0, Cells.saveInterval(depth.epochs()));
  }
}
