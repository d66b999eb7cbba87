package org.headwaters.reports.print;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.headwaters.core.proof.Hash;

/** Names of files for ids that may hold anything. */
public final class FileNames {
  private static final int READABLE = 60;
  private static final int HASH = 8;

  private FileNames() {}

  /**
   * What can be read of an id, and the first characters of its hash, which tells ids apart that
   * look alike: {@code model-acme-student-3b-1f0c22ab}.
   */
  public static String of(String id) {
    StringBuilder name = new StringBuilder();
    id.toLowerCase(Locale.ROOT)
        .codePoints()
        .limit(READABLE)
        .forEach(
            c -> name.append((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? (char) c : '-'));
    return name + "-" + Hash.of(id.getBytes(StandardCharsets.UTF_8)).hex().substring(0, HASH);
  }
}
