/**
 * Xiao, Bahri, Sohl-Dickstein, Schoenholz and Pennington 2018: ten thousand convolutional layers.
 */
package org.initlab.experiments.xiao2018;
