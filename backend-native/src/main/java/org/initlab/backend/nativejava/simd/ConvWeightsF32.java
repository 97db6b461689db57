package org.initlab.backend.nativejava.simd;

/** The weights of a convolution as panels of A for {@link MicroKernelF32}; the buffer is reused. */
final class ConvWeightsF32 {
  /** Result channels that are packed at once. */
  private static final int ROWS = 4;

  private float[] array = {};

  float[] array() {
    return array;
  }

  /** The weights of every table, panel by panel, a panel's result channels side by side. */
  void pack(float[] weight, TapTable[] tables, RowPanels panels, int channels) {
    int size = 0;
    for (TapTable table : tables) size += panels.covered() * table.depth();
    if (array.length < size) array = new float[size];
    int out = 0;
    for (TapTable table : tables) {
      for (int panel = 0; panel < panels.count(); panel++) {
        int height = panels.height(panel);
        int first = panels.first(panel);
        for (int x = 0; x < height; ) {
          int rows = Math.min(height - x, channels - first - x);
          if (rows >= ROWS) packRows(weight, table, first + x, out + x, height);
          else if (rows > 0) packRow(weight, table, first + x, out + x, height);
          else for (int p = 0; p < table.weights().length; p++) array[out + x + p * height] = 0;
          x += rows >= ROWS ? ROWS : 1;
        }
        out += height * table.weights().length;
      }
    }
  }

  private void packRows(float[] weight, TapTable table, int channel, int out, int height) {
    float[] to = array;
    int in = channel * table.weightStride();
    int in1 = in + table.weightStride();
    int in2 = in1 + table.weightStride();
    int in3 = in2 + table.weightStride();
    for (int tap : table.weights()) {
      to[out] = weight[in + tap];
      to[out + 1] = weight[in1 + tap];
      to[out + 2] = weight[in2 + tap];
      to[out + 3] = weight[in3 + tap];
      out += height;
    }
  }

  private void packRow(float[] weight, TapTable table, int channel, int out, int height) {
    int[] weights = table.weights();
    float[] to = array;
    int in = channel * table.weightStride();
    for (int p = 0; p < weights.length; p++) to[out + p * height] = weight[in + weights[p]];
  }
}
