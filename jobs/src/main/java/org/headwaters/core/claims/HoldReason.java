package org.headwaters.core.claims;

import java.util.Locale;

/** Why money waits on hold. */
public enum HoldReason {
  /** Somebody says that it is theirs, unproven, and nobody else does. */
  ASSERTED,
  /** The claim that it goes to is in dispute. */
  DISPUTED,
  /** Verified claims are over the whole. */
  OVER_CLAIM,
  /** A community's shares are over the whole. */
  OVER_SHARES,
  /** Its page was under a refusal to train, and the policy holds such money for its owner. */
  REFUSED;

  /** As in the tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
