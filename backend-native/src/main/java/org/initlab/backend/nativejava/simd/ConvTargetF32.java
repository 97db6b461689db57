package org.initlab.backend.nativejava.simd;

/** Where the results go: images of {@code channels} planes. */
record ConvTargetF32(
    float[] array, int channels, int height, int width, RowPanels panels, boolean add) {
  static ConvTargetF32 of(float[] array, int channels, int height, int width, boolean add) {
    return new ConvTargetF32(array, channels, height, width, MicroKernelF32.panels(channels), add);
  }

  int plane() {
    return height * width;
  }

  /** Whether the table's results and this target lie alike, so that no copy is needed. */
  boolean takes(TapTable table) {
    return table.step() == 1 && table.columns() == width && table.layout().pitch() == width;
  }

  /**
   * Results of the channels first … end−1 of one image, from where the tiles left them.
   *
   * @param ld from one channel of {@code result} to the next
   * @param t the first row of results
   */
  void copy(
      float[] result, int ld, TapTable table, int image, int first, int end, int t, int rows) {
    int step = table.step();
    float[] to = array;
    for (int channel = first; channel < end; channel++) {
      int in = (channel - first) * ld;
      int plane = (image * channels + channel) * height;
      int out = (plane + table.top() + t * step) * width + table.left();
      for (int row = 0; row < rows; row++) {
        if (add) {
          for (int x = 0; x < table.columns(); x++) to[out + x * step] += result[in + x];
        } else if (step == 1) {
          System.arraycopy(result, in, to, out, table.columns());
        } else {
          for (int x = 0; x < table.columns(); x++) to[out + x * step] = result[in + x];
        }
        in += table.layout().pitch();
        out += step * width;
      }
    }
  }
}
