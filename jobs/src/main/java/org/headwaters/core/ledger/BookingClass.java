package org.headwaters.core.ledger;

import java.util.EnumSet;
import java.util.Set;
import org.headwaters.core.Named;

/** Why a line is in the journal: each class has a target of its own, in this order. */
public enum BookingClass implements Named {
  /** The money path of a period, with the claims of its first booking or last restatement. */
  SETTLE,
  /** What today's claims, holders and communities change of it. */
  CLAIM,
  /** What waited too long and goes to a fund. */
  EXPIRY,
  /** What providers paid in. */
  RECEIPT,
  /** What was paid out. */
  PAYOUT;

  /** Reads {@code settle} and so on; InvalidInput for anything else. */
  public static BookingClass of(String text) {
    return Named.of(BookingClass.class, "class of booking", text);
  }

  /** Whether it divides what was earned; the others say which of it came in and went out. */
  boolean divides() {
    return this == SETTLE || this == CLAIM || this == EXPIRY;
  }

  /** The kinds of accounts that lines of this class may be on. */
  Set<AccountKind> accounts() {
    return switch (this) {
      case SETTLE ->
          EnumSet.complementOf(
              EnumSet.of(AccountKind.CASH, AccountKind.FX, AccountKind.IN_TRANSIT));
      case CLAIM ->
          EnumSet.of(
              AccountKind.PAYABLE,
              AccountKind.UNCLAIMED,
              AccountKind.ON_HOLD,
              AccountKind.UNDISCLOSED);
      case EXPIRY -> EnumSet.of(AccountKind.UNCLAIMED, AccountKind.UNDISCLOSED, AccountKind.FUND);
      case RECEIPT -> EnumSet.of(AccountKind.CASH, AccountKind.DUE, AccountKind.FX);
      case PAYOUT ->
          EnumSet.of(
              AccountKind.PAYABLE, AccountKind.FUND, AccountKind.IN_TRANSIT, AccountKind.CASH);
    };
  }
}
