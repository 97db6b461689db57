/**
 * Arpit, Campos and Bengio 2019, How to Initialize your Network? Robust Initialization for
 * WeightNorm &amp; ResNets (arXiv 1906.02341).
 */
package org.initlab.experiments.arpit2019;
