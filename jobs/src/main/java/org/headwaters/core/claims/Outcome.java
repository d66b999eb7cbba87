package org.headwaters.core.claims;

import org.headwaters.core.Named;
import org.jspecify.annotations.Nullable;

/**
 * Where a part of a credit goes. Grain: one row per kind, holder, claim and reason of a credit; no
 * row of 0.
 *
 * @param holderId who is paid, or whose disputed claim or over-shared community it waits for
 * @param claimId by which claim; null where no single claim decides
 * @param reason only for on_hold
 */
public record Outcome(
    Kind kind,
    @Nullable String holderId,
    @Nullable String claimId,
    @Nullable HoldReason reason,
    long amountMicros) {

  /** The journal's accounts for credits. */
  public enum Kind implements Named {
    PAYABLE,
    UNCLAIMED,
    ON_HOLD;
  }
}
