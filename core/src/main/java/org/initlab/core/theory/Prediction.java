package org.initlab.core.theory;

import java.util.OptionalDouble;
import org.initlab.core.network.ProbePoint;

/**
 * What theory expects at one probe point, averaged over draws of the weights; empty where no
 * formula applies.
 *
 * @param secondMoment q, the mean of h² over features and samples
 * @param normRatio ‖h‖/‖x‖ = √(q·d/(q₀·d₀)), the root of the expected squared ratio
 * @param cosine of the states of two samples
 * @param gradientRatio ‖∂L/∂h‖/‖∂L/∂h_L‖, the root of the expected squared ratio
 */
public record Prediction(
    ProbePoint point,
    OptionalDouble secondMoment,
    OptionalDouble normRatio,
    OptionalDouble cosine,
    OptionalDouble gradientRatio) {}
