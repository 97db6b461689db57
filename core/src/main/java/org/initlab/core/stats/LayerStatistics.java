package org.initlab.core.stats;

import java.util.Optional;
import org.initlab.core.network.ProbePoint;

/**
 * The statistics of one layer.
 *
 * @param state of the hidden state h or the pre-activation a at the point, norms relative to the
 *     input's
 * @param gradient of ∂L/∂h at the point, norms relative to those of ∂L/∂h_L at the network's
 *     output; empty if no gradient was asked for
 */
public record LayerStatistics(
    ProbePoint point, BatchStatistics state, Optional<BatchStatistics> gradient) {}
