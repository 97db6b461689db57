package org.initlab.reports;

/**
 * One of several runs.
 *
 * @param name of the run, unique, used as a folder
 */
public record NamedReport(String name, ReportInput input) {}
