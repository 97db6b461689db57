/** Schoenholz, Gilmer, Ganguli and Sohl-Dickstein 2017: deep information propagation. */
package org.initlab.experiments.schoenholz2017;
