package org.initlab.core.init;

import java.util.Map;
import org.initlab.core.network.Layer;
import org.initlab.core.tensor.Tensor;

/** What a data-dependent scheme does to a layer when the calibration batch has come to it. */
interface CalibratedLayers {
  boolean contains(Layer layer);

  /**
   * Sets the layer's arrays.
   *
   * @param a what the layer computes of the batch with the arrays as they are
   * @param arrays of the whole network, by name; the layer's own are replaced
   * @return what the layer computes of the batch from now on
   */
  Tensor calibrate(Layer layer, Tensor a, Map<String, Tensor> arrays);
}
