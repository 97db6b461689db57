package org.initlab.core.validate;

/**
 * How two backends compare on one quantity, over all layers.
 *
 * @param worstRatio the largest ratio of difference to bound
 * @param worstLayer where, empty for a quantity of the whole network
 * @param firstOver the first layer, in the order of computation, whose ratio exceeds 1; empty if
 *     none does
 * @param bound at the worst layer, in the unit of {@code difference}
 * @param difference at the worst layer: relative to ‖·‖∞ for tensors, absolute for numbers
 */
record Agreement(
    Quantity quantity,
    double worstRatio,
    String worstLayer,
    String firstOver,
    double bound,
    double difference) {

  boolean holds() {
    return worstRatio <= 1;
  }

  /** Collects the layers of one quantity in the order of computation. */
  static final class Builder {
    private final Quantity quantity;
    private double worst = -1;
    private String worstLayer = "";
    private String firstOver = "";
    private double bound;
    private double difference;

    Builder(Quantity quantity) {
      this.quantity = quantity;
    }

    void add(String layer, double difference, double bound) {
      double ratio = ratio(difference, bound);
      if (ratio > 1 && firstOver.isEmpty()) firstOver = layer;
      if (ratio > worst) {
        this.worst = ratio;
        this.worstLayer = layer;
        this.bound = bound;
        this.difference = difference;
      }
    }

    Agreement build() {
      return new Agreement(quantity, Math.max(0, worst), worstLayer, firstOver, bound, difference);
    }

    private static double ratio(double difference, double bound) {
      if (difference == 0 || bound == Double.POSITIVE_INFINITY) return 0;
      double ratio = difference / bound;
      // A bound or a difference that is NaN proves nothing.
      return Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
    }
  }
}
