package org.headwaters.core.lineage;

import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;

/** How much of its lineage an asset's provider says it has told. */
public enum Disclosure implements Named {
  FULL,
  PARTIAL,
  NONE,
  /** Nothing was said. */
  UNSTATED;

  /** The disclosure of that name; {@link InvalidInput} for any other. */
  public static Disclosure of(String key) {
    return Named.of(Disclosure.class, "disclosure", key);
  }
}
