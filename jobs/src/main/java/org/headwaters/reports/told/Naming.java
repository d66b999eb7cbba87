package org.headwaters.reports.told;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which licences ask that a work's author is named. */
public final class Naming {
  /** Licences that give the work away without it, as SPDX identifiers in lower case. */
  private static final List<String> WITHOUT =
      List.of(
          "cc0",
          "cc-pddc",
          "pddl",
          "unlicense",
          "wtfpl",
          "0bsd",
          "mit-0",
          "public-domain",
          "public domain",
          "publicdomain");

  private Naming() {}

  /**
   * Whether the author is to be named. A licence that nobody stated asks for nothing; one that is
   * not known to do without it asks.
   */
  public static boolean asksForTheName(@Nullable String licence) {
    if (licence == null) {
      return false;
    }
    String known = licence.toLowerCase(Locale.ROOT);
    return WITHOUT.stream().noneMatch(known::startsWith);
  }
}
