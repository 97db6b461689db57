/**
 * Turns results (tables, figures, checks) into files: CSV, LaTeX, SVG, PDF, PNG, HTML and BibTeX.
 *
 * <p>Nothing here depends on fonts, a display or a locale of the machine, and the same values give
 * the same bytes.
 */
package org.initlab.reports;
