/** The file formats of data sets. */
package org.initlab.core.data.reader;
