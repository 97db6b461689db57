package org.initlab.backend.nativejava.simd;

/** Where the results go: images of {@code channels} planes. */
record ConvTargetF64(
    double[] array, int channels, int height, int width, RowPanels panels, boolean add) {
  static ConvTargetF64 of(double[] array, int channels, int height, int width, boolean add) {
    return new ConvTargetF64(array, channels, height, width, MicroKernelF64.panels(channels), add);
  }

  int plane() {
    return height * width;
  }

  /** Whether tiles of the pass and of this target lie alike, so that no copy is needed. */
  boolean takes(ConvPass pass) {
    return channels % MicroKernelF64.ROW_STEP == 0
        && pass.taps().step() == 1
        && pass.vectors().size() == plane()
        && pass.vectors().pitch() == width;
  }

  /**
   * Results of the channels first … end−1 of one image, from where the tiles of a pass left them.
   */
  void copy(double[] result, ConvPass pass, int image, int first, int end) {
    TapTable table = pass.taps();
    int step = table.step();
    double[] to = array;
    for (int channel = first; channel < end; channel++) {
      int in = (channel - first) * pass.vectors().size();
      int plane = (image * channels + channel) * height;
      int out = (plane + table.top()) * width + table.left();
      for (int row = 0; row < table.rows(); row++) {
        if (add) {
          for (int x = 0; x < table.columns(); x++) to[out + x * step] += result[in + x];
        } else if (step == 1) {
          System.arraycopy(result, in, to, out, table.columns());
        } else {
          for (int x = 0; x < table.columns(); x++) to[out + x * step] = result[in + x];
        }
        in += pass.vectors().pitch();
        out += step * width;
      }
    }
  }
}
