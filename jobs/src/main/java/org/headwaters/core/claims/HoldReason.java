package org.headwaters.core.claims;

import org.headwaters.core.Named;

/** Why money waits on hold. */
public enum HoldReason implements Named {
  /** Somebody says that it is theirs, unproven, and nobody else does. */
  ASSERTED,
  /** The claim that it goes to is in dispute. */
  DISPUTED,
  /** Verified claims are over the whole. */
  OVER_CLAIM,
  /** A community's shares are over the whole. */
  OVER_SHARES,
  /** Its page was under a refusal to train, and the policy holds such money for its owner. */
  REFUSED,
  /** No row of holders describes whom it is for. */
  UNKNOWN_HOLDER;

  /** Reads {@code asserted} and so on; InvalidInput for anything else. */
  public static HoldReason of(String text) {
    return Named.of(HoldReason.class, "reason of money on hold", text);
  }
}
