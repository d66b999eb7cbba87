package org.headwaters.core.policy;

import java.util.Locale;

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
}
