package org.initlab.backend.nativejava.step;

import java.util.List;
import org.initlab.backend.nativejava.plan.Plan;

/**
 * A network bound to its parameters.
 *
 * @param parameters in the order of the network
 * @param weights those of dense and convolution layers, to be refreshed when parameters change
 */
public record CompiledNetwork<A>(
    Plan<A> plan, List<Parameter<A>> parameters, List<Weight<A>> weights) {}
