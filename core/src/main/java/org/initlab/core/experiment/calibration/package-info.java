/** How often the checks of an experiment fail a correct program: counted over seeds. */
package org.initlab.core.experiment.calibration;
