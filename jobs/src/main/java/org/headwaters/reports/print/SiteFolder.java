package org.headwaters.reports.print;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.reports.model.Leaf;
import org.headwaters.reports.model.Sheet;
import org.headwaters.reports.model.Site;
import org.headwaters.reports.told.Sites;

/** A site as files: links are relative, so it opens from a disk and from any web server. */
public final class SiteFolder {
  /** In every folder of this kind, and in no other. */
  public static final String MARK = "csv/domains.csv";

  private SiteFolder() {}

  /** Whether there is a page by which a proof is checked. */
  public static boolean verifies() {
    return Pages.asItIs(Sites.VERIFY).isPresent();
  }

  /** The files: pages, whole reports, CSV, and the hashes of them all. */
  public static SortedMap<String, byte[]> of(Site site) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Leaf leaf : site.leaves()) {
      boolean csv = leaf.path().equals(Sites.INDEX);
      files.put(leaf.path(), Pages.leaf(leaf, csv).getBytes(StandardCharsets.UTF_8));
    }
    site.reports()
        .forEach(
            (folder, report) ->
                ReportFolder.of(report, ways(report.periods().get(0)))
                    .forEach((path, bytes) -> files.put(folder + "/" + path, bytes)));
    for (Sheet sheet : site.sheets()) {
      files.put("csv/" + sheet.id() + ".csv", SheetCsv.of(sheet));
    }
    Pages.asItIs(Sites.VERIFY).ifPresent(page -> files.put(Sites.VERIFY, page));
    files.put(ReportFolder.HASHES, ReportFolder.sums(files));
    return files;
  }

  private static List<Leaf.Way> ways(String period) {
    return List.of(
        new Leaf.Way("All months and domains", "../../" + Sites.INDEX),
        new Leaf.Way("This month in short", "../../periods/" + period + ".html"));
  }
}
