package org.headwaters.reports.model;

import java.util.List;
import java.util.Map;

/**
 * What everybody may look up: pages, the reports that they rest on, and sheets for machines.
 *
 * @param leaves the first is the one to open
 * @param reports by folder within the site
 * @param sheets each a CSV file
 */
public record Site(List<Leaf> leaves, Map<String, Report> reports, List<Sheet> sheets) {
  /** Copies. */
  public Site {
    leaves = List.copyOf(leaves);
    reports = Map.copyOf(reports);
    sheets = List.copyOf(sheets);
  }
}
