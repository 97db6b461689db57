package org.initlab.experiments.poole2016;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.random.Seed;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.initlab.experiments.meanfield.LayerProbe;
import org.initlab.experiments.meanfield.PreparedInputs;

/**
 * A curve θ ↦ a^l(θ) by its values at θ − ε, θ and θ + ε: the squared length of its tangent v and
 * its squared extrinsic curvature κ² = ((v·v)(w·w) − (v·w)²)/(v·v)³, w its second derivative, both
 * averaged over angles θ. Curve 0 is ‖v‖²/N, curve 1 is Nκ².
 */
final class Circle implements LayerProbe {
  /** Truncation is ε²κ²‖v‖², below 1e-4 where ‖v‖² has grown by 10⁵; rounding is 2⁻⁵³/ε² = 1e-6. */
  private static final double EPSILON = 1e-5;

  private final int angles;
  private final List<double[]> values = new ArrayList<>();

  Circle(int angles) {
    this.angles = angles;
  }

  /** Three rows for every angle: the circle √(N q)(u₀ cos θ + u₁ sin θ) around θ. */
  static Tensor inputs(int width, double q, int angles, Seed seed) {
    double[] plane = PreparedInputs.pairs(width, q, new double[] {0}, seed).data();
    double[] data = new double[3 * angles * width];
    for (int r = 0; r < 3 * angles; r++) {
      double theta = 2 * Math.PI * (r / 3) / angles + (r % 3 - 1) * EPSILON;
      double cos = Math.cos(theta);
      double sin = Math.sin(theta);
      for (int i = 0; i < width; i++) {
        data[r * width + i] = cos * plane[i] + sin * plane[width + i];
      }
    }
    return Tensor.of(Shape.of(3 * angles, width), data);
  }

  @Override
  public boolean wants(ProbePoint point) {
    return point.kind() == ProbePoint.Kind.PRE_ACTIVATION;
  }

  @Override
  public void accept(ProbePoint point, Tensor state) {
    int n = state.size() / (3 * angles);
    double[] a = state.data();
    double tangent = 0;
    double curvature = 0;
    for (int t = 0; t < angles; t++) {
      double vv = 0;
      double vw = 0;
      double ww = 0;
      for (int i = 3 * t * n; i < (3 * t + 1) * n; i++) {
        double v = (a[i + 2 * n] - a[i]) / (2 * EPSILON);
        double w = (a[i + 2 * n] - 2 * a[i + n] + a[i]) / (EPSILON * EPSILON);
        vv += v * v;
        vw += v * w;
        ww += w * w;
      }
      tangent += vv / n;
      curvature += n * (vv * ww - vw * vw) / (vv * vv * vv);
    }
    values.add(new double[] {tangent / angles, curvature / angles});
  }

  @Override
  public List<double[]> values() {
    return values;
  }
}
