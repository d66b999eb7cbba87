package org.headwaters.core.lineage;

import java.util.Locale;
import org.headwaters.core.InvalidInput;

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

  /** The disclosure of that name; {@link InvalidInput} for any other. */
  public static Disclosure of(String key) {
    for (Disclosure each : values()) {
      if (each.key().equals(key)) {
        return each;
      }
    }
    throw new InvalidInput("There is no disclosure %s. Use one of the contract's list.", key);
  }
}
