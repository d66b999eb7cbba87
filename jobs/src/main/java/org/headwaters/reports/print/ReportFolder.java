package org.headwaters.reports.print;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.proof.Hash;
import org.headwaters.reports.model.Report;
import org.headwaters.reports.model.Sheet;

/** A report as files, by path within its folder: whole without any other file, and offline. */
public final class ReportFolder {
  /** The page to open. */
  public static final String PAGE = "index.html";

  private static final String HASHES = "SHA256SUMS";

  private ReportFolder() {}

  /**
   * The files: the page, {@code report.json} and its schema, a CSV file a sheet, and the hashes of
   * them all as {@code sha256sum --check} reads them. The page shows the hashes of what it rests
   * on.
   */
  public static SortedMap<String, byte[]> of(Report report) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("report.json", ReportJson.of(report).bytes());
    files.put("report.schema.json", ReportSchema.of(report));
    for (Sheet sheet : report.sheets()) {
      files.put("csv/" + sheet.id() + ".csv", SheetCsv.of(sheet));
    }
    files.put(PAGE, Pages.report(report, hashes(files)).getBytes(StandardCharsets.UTF_8));
    StringBuilder sums = new StringBuilder();
    hashes(files).forEach((path, hash) -> sums.append(hash).append("  ").append(path).append('\n'));
    files.put(HASHES, sums.toString().getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static Map<String, String> hashes(SortedMap<String, byte[]> files) {
    Map<String, String> hashes = new LinkedHashMap<>();
    files.forEach((path, bytes) -> hashes.put(path, Hash.of(bytes).hex()));
    return hashes;
  }
}
