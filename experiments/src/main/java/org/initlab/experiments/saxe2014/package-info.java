/** Saxe, McClelland and Ganguli 2014, deep linear networks (arXiv 1312.6120). */
package org.initlab.experiments.saxe2014;
