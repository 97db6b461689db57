/** What the experiments on mean-field theory share: random networks, estimates and fits. */
package org.initlab.experiments.meanfield;
