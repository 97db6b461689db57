/** Reproduced figures and tables: one package per paper, one experiment per figure or table. */
package org.initlab.experiments;
