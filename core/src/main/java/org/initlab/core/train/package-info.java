/**
 * Training as the program of Arpit et al. 2019 does it: schedules, mini-batch accumulation, choice
 * of the best epoch on held-out data, and checkpoints from which a run goes on to the same bits.
 */
package org.initlab.core.train;
