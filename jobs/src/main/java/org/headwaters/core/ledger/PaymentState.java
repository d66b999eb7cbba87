package org.headwaters.core.ledger;

import org.headwaters.core.Named;

/** What became of a payment, in the order in which a later word stands. */
public enum PaymentState implements Named {
  /** On its way. */
  SENT,
  /** It arrived. */
  SETTLED,
  /** It never left. */
  FAILED,
  /** It came back. */
  RETURNED;

  /** Reads {@code sent} and so on; InvalidInput for anything else. */
  public static PaymentState of(String text) {
    return Named.of(PaymentState.class, "state of a payment", text);
  }

  /** Whether the money is not with us: a payment that failed or came back was none. */
  public boolean isPaid() {
    return this == SENT || this == SETTLED;
  }

  /** Of two rows about one payment the one that says more: what came back had arrived before. */
  public PaymentState lastWord(PaymentState other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
