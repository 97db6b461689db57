/** Balduzzi, Frean, Leary, Lewis, Ma and McWilliams 2017: the shattered gradients problem. */
package org.initlab.experiments.balduzzi2017;
