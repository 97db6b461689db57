package org.initlab.backend.nativejava.kernel;

/**
 * Weight normalization w_i = g_i v̂_i, v̂_i = v_i/‖v_i‖, row by row (Salimans and Kingma 2016, eq.
 * 2); v and w are rows×columns, g has one value per row.
 */
public interface WeightNormKernel<A> {
  /** g/‖v‖ of every row: w = scale·v. */
  void scales(A g, A v, A scale, int rows, int columns);

  /** w from g and v. */
  void value(A g, A v, A w, int rows, int columns);

  /** ẇ = ġ v̂ + g v̂˙ with v̂˙ = (v̇ − v̂ (v̂·v̇))/‖v‖. */
  void tangent(A g, A v, A gTangent, A vTangent, A wTangent, int rows, int columns);

  /** ∂g (+)= ∂w·v̂ and ∂v (+)= (g/‖v‖)(∂w − v̂ (∂w·v̂)) (eq. 3). */
  void backward(A g, A v, A dw, A dg, A dv, int rows, int columns, boolean add);

  /** The tangents of ∂g and ∂v along (ġ, v̇), given ∂w and its tangent. */
  void tangentBackward(
      A g,
      A v,
      A gTangent,
      A vTangent,
      A dw,
      A dwTangent,
      A dgTangent,
      A dvTangent,
      int rows,
      int columns);
}
