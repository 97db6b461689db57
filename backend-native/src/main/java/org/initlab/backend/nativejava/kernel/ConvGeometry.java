package org.initlab.backend.nativejava.kernel;

/** The sizes of one square-kernel convolution with zero padding. */
public record ConvGeometry(
    int inChannels,
    int height,
    int width,
    int outChannels,
    int kernel,
    int stride,
    int padding,
    int outHeight,
    int outWidth) {
  public int inPlane() {
    return height * width;
  }

  public int outPlane() {
    return outHeight * outWidth;
  }

  /** The first output position whose tap {@code k} lies inside the input and not in the padding. */
  public int firstInside(int k) {
    return Math.max(0, -Math.floorDiv(k - padding, stride));
  }

  /** One past the last output row whose tap {@code ky} lies inside the input. */
  public int endInsideRows(int ky) {
    return endInside(ky, height, outHeight);
  }

  /** One past the last output column whose tap {@code kx} lies inside the input. */
  public int endInsideColumns(int kx) {
    return endInside(kx, width, outWidth);
  }

  private int endInside(int k, int side, int outSide) {
    return Math.min(outSide, Math.floorDiv(side - 1 + padding - k, stride) + 1);
  }

  /** Multiplications of one sample. */
  public long multiplications() {
    return (long) outChannels * outPlane() * inChannels * kernel * kernel;
  }
}
