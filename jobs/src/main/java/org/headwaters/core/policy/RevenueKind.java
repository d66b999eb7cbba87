package org.headwaters.core.policy;

import java.util.Locale;
import org.headwaters.core.InvalidInput;

/** What a line of revenue was paid for. */
public enum RevenueKind {
  SUBSCRIPTION,
  USAGE,
  HOSTING,
  ADVERTISING,
  LICENCE_FEE;

  /** As in tables and policies: {@code licence_fee}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that name; {@link InvalidInput} for any other. */
  public static RevenueKind of(String key) {
    for (RevenueKind each : values()) {
      if (each.key().equals(key)) {
        return each;
      }
    }
    throw new InvalidInput("There is no kind of revenue %s. Use one of the contract's list.", key);
  }
}
