package org.headwaters.adapters;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What tells one line of a usage report from another of the same model and time: every column that
 * is not a measure. Two keys, regions or tiers with equal counts are two lines; the same line twice
 * is one, and a line delivered again with other counts takes the place of the first.
 */
final class UsageIdentity {
  private static final int DIGITS = 16;

  private UsageIdentity() {}

  /** Empty where nothing but the model and the time tells a line; it begins with a colon. */
  static String of(UsageReport report, Records.Cells line) {
    String written = line.cell(report.theirs("detail"));
    Map<String, String> others = new TreeMap<>(line.cells());
    others.keySet().removeAll(report.read());
    if (report.identity() != null) {
      others.keySet().retainAll(report.identity());
    }
    String shown = written == null ? "" : ":" + written;
    return others.isEmpty() ? shown : shown + ":" + digest(others);
  }

  private static String digest(Map<String, String> cells) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      cells.forEach(
          (name, value) -> {
            sha.update(name.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            sha.update(value.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
          });
      return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
