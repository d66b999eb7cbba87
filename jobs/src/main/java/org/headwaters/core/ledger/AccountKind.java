package org.headwaters.core.ledger;

import org.headwaters.core.Named;

/**
 * What an account is for. Credit is positive: what is owed or kept; debit is negative: what was
 * earned, and what a provider has to pay in for it.
 */
public enum AccountKind implements Named {
  /** What an earner's customers paid, a debit. */
  REVENUE,
  /** What an earner keeps of it. */
  RETAINED,
  /** What an earner passes on: its pools. */
  PASSED_ON,
  /** The pools that a provider has to pay in, a debit. */
  DUE,
  /** What a fund is owed. */
  FUND,
  /** What a holder is owed. */
  PAYABLE,
  /** Waits for a claim, at a data set or asset. */
  UNCLAIMED,
  /** Waits for a decision, by its reason, at a data set or asset. */
  ON_HOLD,
  /** Waits for a provider to say what an asset was made from, by its reason. */
  UNDISCLOSED,
  /** What a provider paid in and was not paid out, a debit. */
  CASH,
  /** What rates and charges made of it between the month and the day it came. */
  FX,
  /** What was sent to a payee and has not arrived. */
  IN_TRANSIT;

  /** Reads {@code on_hold} and so on; InvalidInput for anything else. */
  public static AccountKind of(String text) {
    return Named.of(AccountKind.class, "kind of account", text);
  }

  /** Whether its name has a reason before the subject. */
  boolean hasReason() {
    return this == ON_HOLD || this == UNDISCLOSED;
  }
}
