package org.headwaters.core.policy;

import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;

/** What a line of revenue was paid for. */
public enum RevenueKind implements Named {
  SUBSCRIPTION,
  USAGE,
  HOSTING,
  ADVERTISING,
  LICENCE_FEE;

  /** The kind of that name; {@link InvalidInput} for any other. */
  public static RevenueKind of(String key) {
    return Named.of(RevenueKind.class, "kind of revenue", key);
  }
}
