package org.initlab.bench;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Dense;
import org.initlab.core.network.GlobalAveragePool;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Network;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Shape;

/**
 * One shape of a layer, as two networks that differ by some layers of that shape: the difference of
 * their times is the layers', without what it takes to hand a batch to an engine and its results
 * back.
 *
 * @param without the network that has fewer of the layers
 * @param with the network that has {@code layers} more of them
 * @param flop floating-point operations of one layer's product, the same in all three directions
 */
record LayerCase(String name, Network without, Network with, int layers, int batch, double flop) {
  private static final int WRN_BATCH = 64;

  /** Whether the layers are the first of their network and not only behind such. */
  boolean first() {
    return without.parameters().isEmpty();
  }

  static List<LayerCase> all() {
    List<LayerCase> all = new ArrayList<>();
    for (int n : new int[] {512, 1024, 2048}) all.add(dense(n, n, n >= 2048 ? 2 : 4));
    all.add(dense(512, 128, 16));
    all.add(dense(64, 32, 200));
    all.add(conv(128, 8, 128, 4));
    all.add(conv(32, 32, WRN_BATCH, 4));
    all.add(conv(64, 16, WRN_BATCH, 4));
    all.add(conv(128, 8, WRN_BATCH, 4));
    all.add(conv(16, 8, 8, 200));
    all.add(pooled("conv 3->16 32x32", 3, 32, 16, 3, 1));
    all.add(pooled("conv 32->64 32x32 /2", 32, 32, 64, 3, 2));
    all.add(pooled("conv 64->128 16x16 /2", 64, 16, 128, 3, 2));
    all.add(pooled("conv 1x1 32->64 32x32 /2", 32, 32, 64, 1, 2));
    all.add(pooled("conv 1x1 64->128 16x16 /2", 64, 16, 128, 1, 2));
    return all;
  }

  /** {@code layers} × (batch×width · width×width), a square product where both are equal. */
  private static LayerCase dense(int width, int batch, int layers) {
    List<Layer> chain = new ArrayList<>();
    for (int i = 0; i <= layers; i++) {
      chain.add(new Dense("fc" + i, width, false, false, Role.LINEAR));
    }
    Shape input = Shape.of(width);
    return new LayerCase(
        "dense " + batch + "x" + width,
        new Network("one", input, chain.subList(0, 1)),
        new Network("more", input, chain),
        layers,
        batch,
        2.0 * batch * width * width);
  }

  /** {@code layers} 3×3 convolutions at stride 1 that keep channels and side. */
  private static LayerCase conv(int channels, int side, int batch, int layers) {
    List<Layer> chain = new ArrayList<>();
    for (int i = 0; i <= layers; i++) chain.add(convolution("conv" + i, channels, 3, 1));
    Shape input = Shape.of(channels, side, side);
    return new LayerCase(
        "conv " + channels + "->" + channels + " " + side + "x" + side + " b" + batch,
        new Network("one", input, chain.subList(0, 1)),
        new Network("more", input, chain),
        layers,
        batch,
        18.0 * batch * channels * channels * side * side);
  }

  /** One convolution and the mean over positions, against the mean alone. */
  private static LayerCase pooled(String name, int in, int side, int out, int kernel, int stride) {
    Layer pool = new GlobalAveragePool("pool");
    Shape input = Shape.of(in, side, side);
    int outSide = side / stride;
    return new LayerCase(
        name,
        new Network("pool", input, List.of(pool)),
        new Network("conv", input, List.of(convolution("conv", out, kernel, stride), pool)),
        1,
        WRN_BATCH,
        2.0 * WRN_BATCH * in * out * kernel * kernel * outSide * outSide);
  }

  private static Conv2d convolution(String name, int out, int kernel, int stride) {
    return new Conv2d(name, out, kernel, stride, kernel / 2, false, false, Role.LINEAR);
  }
}
