package org.headwaters.core.lineage;

import java.util.Locale;

/** How much of its lineage an asset's provider says it has told. */
public enum Disclosure {
  FULL,
  PARTIAL,
  NONE,
  /** Nothing was said. */
  UNSTATED;

  /** The name in data and policies, e.g. {@code partial}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
