package org.headwaters.core.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.BookingClass;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.JsonFields;
import org.headwaters.core.proof.StatementLeaf;
import org.headwaters.core.proof.SumLeaf;
import org.headwaters.core.proof.Sums;

/** Looks at the leaves of a file whose bookings were seen to be sealed: the holder's account. */
final class AccountCheck {
  private final Checks checks;
  private final StatementProof file;
  private final Optional<String> mine;

  /** {@code mine} is the nonce that the payee chose; empty if they do not say it. */
  AccountCheck(Checks checks, StatementProof file, Optional<String> mine) {
    this.checks = checks;
    this.file = file;
    this.mine = mine;
  }

  /** What each booking adds to the holder's account. */
  String account() {
    long credits = 0;
    long debits = 0;
    for (BookingProof each : file.bookings()) {
      for (LeafProof leaf : each.leaf().stream().toList()) {
        Booking booking = each.booking();
        String of = StatementLeaf.tree(booking.previous(), file.period().toString());
        leaf.check(
            SumLeaf.Kind.STATEMENTS, of, each.root(StatementLeaf.TABLE, file.period().toString()));
        InvalidInput.check(
            leaf.said(StatementLeaf.HOLDER_ID).equals(file.holderId()),
            "Booking %d: the leaf is that of %s.",
            booking.seq(),
            leaf.said(StatementLeaf.HOLDER_ID));
        Sums sums = sums(leaf);
        InvalidInput.check(
            sums.equals(leaf.leaf().sums()),
            "Booking %d: the leaf counts %s, but what it says makes %s.",
            booking.seq(),
            leaf.leaf().sums().each(),
            sums.each());
        credits = Math.addExact(credits, sums.each().get(0).longValueExact());
        debits = Math.addExact(debits, sums.each().get(1).longValueExact());
      }
    }
    return file.holderId() + ": " + credits + " micros credited, " + debits + " debited";
  }

  private static Sums sums(LeafProof leaf) {
    long credits = 0;
    long debits = 0;
    for (BookingClass each : BookingClass.values()) {
      long micros = micros(leaf, each);
      credits = Math.addExact(credits, Math.max(micros, 0));
      debits = Math.subtractExact(debits, Math.min(micros, 0));
    }
    return Sums.of(credits, debits);
  }

  private static long micros(LeafProof leaf, BookingClass each) {
    String member = StatementLeaf.member(each.key());
    String said = leaf.leaf().content().get(member);
    return said == null ? 0 : JsonFields.signed(member, said);
  }

  /** Whoever chose a nonce finds it in every leaf; nobody else's leaf has it. */
  String nonce() {
    List<String> found = new ArrayList<>();
    for (BookingProof each : file.bookings()) {
      for (LeafProof leaf : each.leaf().stream().toList()) {
        String nonce = leaf.leaf().content().getOrDefault(StatementLeaf.NONCE, "");
        InvalidInput.check(
            mine.filter(chosen -> !chosen.equals(nonce)).isEmpty(),
            "Booking %d: the leaf %s, not your nonce. If you chose it before that booking, this"
                + " leaf may have been shown to somebody else, too.",
            each.booking().seq(),
            nonce.isEmpty() ? "holds no nonce" : "holds '" + nonce + "'");
        if (!nonce.isEmpty() && !found.contains(nonce)) {
          found.add(nonce);
        }
      }
    }
    if (found.isEmpty() || mine.isEmpty()) {
      checks.notShown(
          "nobody else",
          found.isEmpty()
              ? "that nobody else was shown the same leaf as theirs: choose a nonce"
              : "that the nonce " + found + " is yours: give it with --nonce");
    }
    return found.isEmpty() ? "none was chosen" : String.join(", ", found);
  }

  /** The lines add up to what the account was credited with by what divides the month. */
  String sum() {
    long divided = 0;
    for (BookingProof each : file.bookings()) {
      for (LeafProof leaf : each.leaf().stream().toList()) {
        divided = Math.addExact(divided, micros(leaf, BookingClass.SETTLE));
        divided = Math.addExact(divided, micros(leaf, BookingClass.CLAIM));
      }
    }
    long lines =
        file.lines().stream().mapToLong(LineProof::amountMicros).reduce(0L, Math::addExact);
    InvalidInput.check(
        lines == divided,
        "The lines add up to %d micros, but %d were booked for %s.",
        lines,
        divided,
        file.holderId());
    return "the lines add up to the " + lines + " micros that were booked";
  }
}
