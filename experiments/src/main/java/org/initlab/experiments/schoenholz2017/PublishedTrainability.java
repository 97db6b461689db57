package org.initlab.experiments.schoenholz2017;

/**
 * Every eighth column and tenth row of the public map of 91 depths and 90 values of σ_w² that G.-H.
 * Liu measured after Schoenholz et al. 2017 (github.com/ghliu/mean-field-fcdnn, train_acc.npz):
 * training accuracy on MNIST after 201 updates by SGD with lr 1e-3 and batches of 256, tanh, width
 * 300, σ_b² = 0.05, one network per cell.
 */
final class PublishedTrainability {
  static final int[] DEPTHS = {10, 20, 30, 40, 50, 60, 70, 80, 90, 100};

  private static final int COLUMNS = 12;

  private static final double[][] ACCURACY = {
    {.75, .78, .80, .81, .81, .80, .78, .78, .77, .77, .74, .74},
    {.54, .81, .83, .82, .83, .81, .79, .77, .74, .71, .68, .63},
    {.24, .74, .81, .80, .79, .78, .76, .71, .70, .68, .66, .64},
    {.11, .62, .79, .80, .79, .76, .67, .67, .63, .19, .10, .11},
    {.10, .39, .71, .75, .77, .71, .69, .21, .11, .10, .10, .10},
    {.11, .22, .62, .73, .70, .51, .30, .10, .10, .11, .09, .10},
    {.11, .16, .61, .67, .62, .48, .10, .10, .10, .09, .10, .10},
    {.11, .10, .49, .65, .65, .11, .10, .10, .10, .10, .10, .11},
    {.10, .10, .52, .50, .45, .10, .10, .10, .10, .10, .10, .10},
    {.11, .10, .28, .54, .44, .09, .10, .10, .10, .10, .11, .10}
  };

  private PublishedTrainability() {}

  /** σ_w² of column 0…11: every eighth of 90 values from 1 to 4. */
  static double weightVariance(int column) {
    return 1 + 8 * column * 3 / 89.0;
  }

  static int columns() {
    return COLUMNS;
  }

  /** Accuracy at 10, 20, … 100 layers in column 0…11. */
  static double accuracy(int depth, int column) {
    return ACCURACY[depth / 10 - 1][column];
  }
}
