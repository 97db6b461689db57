package org.initlab.backend.nativejava.simd;

/** The weights of a convolution as panels of A for {@link MicroKernelF64}; the buffer is reused. */
final class ConvWeightsF64 {
  private double[] array = {};

  double[] array() {
    return array;
  }

  /** The weights of every table, panel by panel, a panel's result channels side by side. */
  void pack(double[] weight, TapTable[] tables, RowPanels panels, int channels) {
    int size = 0;
    for (TapTable table : tables) size += panels.covered() * table.depth();
    if (array.length < size) array = new double[size];
    int out = 0;
    for (TapTable table : tables) {
      for (int panel = 0; panel < panels.count(); panel++) {
        int height = panels.height(panel);
        for (int x = 0; x < height; x++) {
          int channel = panels.first(panel) + x;
          if (channel < channels) packRow(weight, table, channel, out + x, height);
          else for (int p = 0; p < table.weights().length; p++) array[out + x + p * height] = 0;
        }
        out += height * table.weights().length;
      }
    }
  }

  private void packRow(double[] weight, TapTable table, int channel, int out, int height) {
    int[] weights = table.weights();
    double[] to = array;
    int in = channel * table.weightStride();
    for (int p = 0; p < weights.length; p++) to[out + p * height] = weight[in + weights[p]];
  }
}
