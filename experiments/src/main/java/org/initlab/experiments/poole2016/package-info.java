/** Poole, Lahiri, Raghu, Sohl-Dickstein and Ganguli 2016: exponential expressivity. */
package org.initlab.experiments.poole2016;
