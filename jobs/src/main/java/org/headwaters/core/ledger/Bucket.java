package org.headwaters.core.ledger;

import org.headwaters.core.Named;

/** Where money is that has been followed as far as it can be: owed to somebody, or waiting. */
public enum Bucket implements Named {
  /** Owed to a holder. */
  PAYABLE,
  /** Waits for somebody to claim its source. */
  UNCLAIMED,
  /** Waits for a claim, a community or an owner to be decided. */
  ON_HOLD,
  /** Waits for a provider to say where it should go. */
  UNDISCLOSED;

  /** Reads {@code payable} and so on; InvalidInput for anything else. */
  public static Bucket of(String text) {
    return Named.of(Bucket.class, "bucket", text);
  }
}
