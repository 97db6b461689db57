/** Pennington, Schoenholz and Ganguli 2017, dynamical isometry (arXiv 1711.04735). */
package org.initlab.experiments.pennington2017;
