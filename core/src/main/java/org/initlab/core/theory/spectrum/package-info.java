/**
 * The singular values of the input–output Jacobian J = Π D_l W_l of a wide network at
 * initialization, by free probability (Pennington, Schoenholz and Ganguli 2017, arXiv 1711.04735).
 */
package org.initlab.core.theory.spectrum;
