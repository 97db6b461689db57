/**
 * The Jacobian of a network's output with respect to its input: exact and whole, with all its
 * singular values, or by its products alone where it does not fit into memory.
 */
package org.initlab.core.jacobian;
