package org.initlab.experiments.arpit2019;

import java.util.List;
import org.initlab.core.network.Activation;
import org.initlab.core.network.Conv2d;
import org.initlab.core.network.Layer;
import org.initlab.core.network.Residual;
import org.initlab.core.network.Role;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;

/**
 * E‖h(p)‖² at every position p of an image, summed over channels, in a convolutional residual
 * network that is initialized as proposed; the expectation is over weights.
 *
 * <p>Rows of Ŵ are isotropic unit vectors in k²·c_in dimensions, g² = γ c_in/c_out, so a
 * convolution gives e'(p) = γ/k² Σ e(p + tap) over the taps that lie in the image: where zeros are
 * padded, energy is lost. A row and its negative are equally likely, so a ReLU keeps exactly half,
 * and the sum of a branch and its shortcut has the sum of their energies. In the middle of a large
 * image a stage of B blocks then multiplies ‖h‖ by c(B) = (1 + 1/B)^{B/2} (Arpit et al. 2019,
 * section 3.2).
 *
 * @param e height·width values, row-major
 */
record EnergyMap(int height, int width, double[] e) {
  /** The mean over samples of a batch of states, N×channels×height×width. */
  static EnergyMap of(Tensor states) {
    Shape shape = states.shape();
    int positions = shape.dim(2) * shape.dim(3);
    double[] e = new double[positions];
    double[] h = states.data();
    for (int i = 0; i < h.length; i++) e[i % positions] += h[i] * h[i] / shape.dim(0);
    return new EnergyMap(shape.dim(2), shape.dim(3), e);
  }

  /** The mean over positions. */
  double mean() {
    double sum = 0;
    for (double v : e) sum += v;
    return sum / e.length;
  }

  /** The expected map behind some layers of a stage. */
  EnergyMap through(List<Layer> layers) {
    EnergyMap map = this;
    for (Layer layer : layers) map = map.through(layer, 1);
    return map;
  }

  private EnergyMap through(Layer layer, int blocks) {
    if (layer instanceof Residual r) {
      EnergyMap branch = this;
      for (Layer l : r.branch()) branch = branch.through(l, r.blocks());
      EnergyMap shortcut = this;
      for (Layer l : r.shortcut()) shortcut = shortcut.through(l, r.blocks());
      return branch.plus(shortcut);
    } else if (layer instanceof Conv2d c) {
      return convolved(c, gamma(c.role(), blocks));
    } else if (layer instanceof Activation) {
      return scaled(0.5);
    }
    throw new IllegalArgumentException("no closed form for layer '" + layer.name() + "'");
  }

  private static double gamma(Role role, int blocks) {
    return switch (role) {
      case HIDDEN -> 2;
      case BRANCH_OUTPUT -> 1.0 / blocks;
      case SHORTCUT, LINEAR -> 1;
      default -> throw new IllegalArgumentException("no gain for role " + role);
    };
  }

  private EnergyMap convolved(Conv2d c, double gamma) {
    int h = (height + 2 * c.padding() - c.kernel()) / c.stride() + 1;
    int w = (width + 2 * c.padding() - c.kernel()) / c.stride() + 1;
    double[] out = new double[h * w];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        double sum = taps(y * c.stride() - c.padding(), x * c.stride() - c.padding(), c.kernel());
        out[y * w + x] = gamma / (c.kernel() * c.kernel()) * sum;
      }
    }
    return new EnergyMap(h, w, out);
  }

  private double taps(int top, int left, int kernel) {
    double sum = 0;
    for (int y = Math.max(0, top); y < Math.min(height, top + kernel); y++) {
      for (int x = Math.max(0, left); x < Math.min(width, left + kernel); x++) {
        sum += e[y * width + x];
      }
    }
    return sum;
  }

  private EnergyMap scaled(double factor) {
    double[] out = e.clone();
    for (int i = 0; i < out.length; i++) out[i] *= factor;
    return new EnergyMap(height, width, out);
  }

  private EnergyMap plus(EnergyMap other) {
    double[] out = e.clone();
    for (int i = 0; i < out.length; i++) out[i] += other.e[i];
    return new EnergyMap(height, width, out);
  }
}
