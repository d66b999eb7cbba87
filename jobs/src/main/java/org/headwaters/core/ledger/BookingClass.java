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
  EXPIRY;

  /** Reads {@code settle} and so on; InvalidInput for anything else. */
  public static BookingClass of(String text) {
    return Named.of(BookingClass.class, "class of booking", text);
  }

  /** The kinds of accounts that lines of this class may be on. */
  Set<AccountKind> accounts() {
    return switch (this) {
      case SETTLE -> EnumSet.allOf(AccountKind.class);
      case CLAIM ->
          EnumSet.of(
              AccountKind.PAYABLE,
              AccountKind.UNCLAIMED,
              AccountKind.ON_HOLD,
              AccountKind.UNDISCLOSED);
      case EXPIRY -> EnumSet.of(AccountKind.UNCLAIMED, AccountKind.UNDISCLOSED, AccountKind.FUND);
    };
  }
}
