package org.initlab.backend.djl;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Exact second derivatives by the engine's autograd. */
public interface SecondOrder {
  /**
   * H·v of a recorded scalar.
   *
   * @param loss the scalar
   * @param variables the leaves that H is taken with respect to
   * @param direction v, one array per variable
   * @return one array per variable
   */
  List<NDArray> hessianVectorProduct(
      NDArray loss, List<NDArray> variables, List<NDArray> direction);

  /**
   * J·v, the derivative of a recorded result along a direction of a leaf.
   *
   * @param direction v, of the shape of {@code input}
   * @return of the shape of {@code output}
   */
  NDArray jacobianVectorProduct(NDArray output, NDArray input, NDArray direction);
}
