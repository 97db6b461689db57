package org.initlab.core.backend;

import java.util.Optional;
import org.initlab.core.network.Parameters;
import org.initlab.core.tensor.Tensor;

/**
 * The value of an objective and what was asked of its gradients.
 *
 * @param parameters by the names of the trainable parameters, in the order of the network
 * @param input of the shape of the input batch
 */
public record Gradients(double loss, Optional<Parameters> parameters, Optional<Tensor> input) {}
