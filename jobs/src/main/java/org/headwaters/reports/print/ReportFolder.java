package org.headwaters.reports.print;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.proof.Hash;
import org.headwaters.reports.model.Leaf;
import org.headwaters.reports.model.Report;
import org.headwaters.reports.model.Sheet;

/** A report as files, by path within its folder: whole without any other file, and offline. */
public final class ReportFolder {
  /** The page to open. */
  public static final String PAGE = "index.html";

  static final String HASHES = "SHA256SUMS";

  private ReportFolder() {}

  /**
   * The files: the page, {@code report.json} and its schema, a CSV file a sheet, and the hashes of
   * them all as {@code sha256sum --check} reads them. The page shows the hashes of what it rests
   * on.
   */
  public static SortedMap<String, byte[]> of(Report report) {
    return of(report, List.of());
  }

  /** The same with ways to the pages around it. */
  static SortedMap<String, byte[]> of(Report report, List<Leaf.Way> ways) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("report.json", ReportJson.of(report).bytes());
    files.put("report.schema.json", ReportSchema.of(report));
    for (Sheet sheet : report.sheets()) {
      files.put("csv/" + sheet.id() + ".csv", SheetCsv.of(sheet));
    }
    files.put(PAGE, Pages.report(report, hashes(files), ways).getBytes(StandardCharsets.UTF_8));
    files.put(HASHES, sums(files));
    return files;
  }

  /** What {@code sha256sum --check} reads. */
  static byte[] sums(SortedMap<String, byte[]> files) {
    StringBuilder sums = new StringBuilder();
    hashes(files).forEach((path, hash) -> sums.append(hash).append("  ").append(path).append('\n'));
    return sums.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> hashes(SortedMap<String, byte[]> files) {
    Map<String, String> hashes = new LinkedHashMap<>();
    files.forEach((path, bytes) -> hashes.put(path, Hash.of(bytes).hex()));
    return hashes;
  }
}
