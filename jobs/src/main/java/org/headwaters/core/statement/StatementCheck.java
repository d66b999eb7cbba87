package org.headwaters.core.statement;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.core.claims.ClaimPatterns;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.SealedBookings;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.proof.Checkpoint;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.History;
import org.headwaters.core.proof.Inclusion;
import org.headwaters.core.proof.KeyChange;
import org.headwaters.core.proof.NodeRule;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.core.proof.TreeBuilder;

/**
 * Looks at the file that proves a statement, from it, a copy of the history and one key: that every
 * booking it rests on was sealed, that what it says of the holder's account was booked, and that
 * each line's amount follows by the rule from flows, weights and claims that were booked.
 */
public final class StatementCheck {
  private static final String SIGNATURE = "signature";
  private static final String BOOKINGS = "bookings";
  private static final String ACCOUNT = "account";

  private final Checks checks;
  private final StatementProof file;
  private final Reader reader;

  /**
   * What the file is looked at with.
   *
   * @param key the history's first key
   * @param history a copy that was seen to hold
   * @param patterns which patterns match a source
   * @param policies reads a policy's canonical text
   * @param nonce what the payee chose; empty if the payee does not say it
   */
  public record Reader(
      NoteKey key,
      History history,
      ClaimPatterns patterns,
      Function<String, Policy> policies,
      Optional<String> nonce) {}

  private StatementCheck(Checks checks, StatementProof file, Reader reader) {
    this.checks = checks;
    this.file = file;
    this.reader = reader;
  }

  /** Looks at all of a file. */
  public static void of(Checks checks, StatementProof file, Reader reader) {
    new StatementCheck(checks, file, reader).all();
    limits(checks);
  }

  private void all() {
    Optional<Checkpoint> signed = look(SIGNATURE, this::signed);
    if (signed.isEmpty()) {
      checks.skipped(BOOKINGS, "nobody is seen to have signed the file's checkpoint");
      return;
    }
    look(SIGNATURE, this::told).ifPresent(said -> checks.holds(SIGNATURE, said));
    Optional<String> booked = look(BOOKINGS, () -> booked(signed.get()));
    if (booked.isEmpty()) {
      checks.skipped(ACCOUNT, "a booking does not hold");
      return;
    }
    checks.holds(BOOKINGS, booked.get());
    look("latest", this::latest).ifPresent(said -> checks.holds("latest", said));
    AccountCheck account = new AccountCheck(checks, file, reader.nonce());
    look(ACCOUNT, account::account).ifPresent(said -> checks.holds(ACCOUNT, said));
    look("nonce", account::nonce).ifPresent(said -> checks.holds("nonce", said));
    new LinesCheck(checks, file, reader).all();
    look("sum", account::sum).ifPresent(said -> checks.holds("sum", said));
  }

  private <T> Optional<T> look(String check, Supplier<T> look) {
    return checks.look(check, () -> strict(look));
  }

  /** What a hostile file makes of numbers and words is its fault, not ours. */
  static <T> T strict(Supplier<T> look) {
    try {
      return look.get();
    } catch (ArithmeticException | UsageError e) {
      throw new InvalidInput("%s", String.valueOf(e.getMessage()));
    }
  }

  /** The file's checkpoint, seen to be the beginning of the history at hand. */
  private Checkpoint signed() {
    String what = "checkpoint";
    Checkpoint claimed = Checkpoint.claimed(what, file.checkpoint());
    List<byte[]> entries = reader.history().entries();
    InvalidInput.check(
        claimed.size() <= entries.size(),
        "The file is of a history of %d entries, your copy has %d: get a newer copy.",
        claimed.size(),
        entries.size());
    List<byte[]> before = entries.subList(0, Math.toIntExact(claimed.size()));
    Checkpoint signed =
        Checkpoint.open(what, file.checkpoint(), KeyChange.last(reader.key(), before));
    InvalidInput.check(
        signed.origin().equals(reader.history().checkpoint().origin()),
        "The file is of the history %s, your copy of %s.",
        signed.origin(),
        reader.history().checkpoint().origin());
    TreeBuilder<Hash> tree = new TreeBuilder<>(NodeRule.PLAIN);
    before.forEach(entry -> tree.add(Hash.ofLeaf(entry)));
    InvalidInput.check(
        tree.block().root(NodeRule.PLAIN, Hash.EMPTY).equals(signed.root()),
        "The file's checkpoint of %d entries has the root %s, which your copy of the history does"
            + " not have: two histories were signed. Keep both, they prove it.",
        signed.size(),
        signed.root());
    return signed;
  }

  private String told() {
    long size = Checkpoint.claimed("checkpoint", file.checkpoint()).size();
    long newer = reader.history().checkpoint().size() - size;
    return "the file's checkpoint of "
        + size
        + " entries is signed, and is the beginning of your copy of the history"
        + (newer == 0 ? "" : ", which has " + newer + " more since");
  }

  /** Every booking is in the history, and its roots are what it sealed. */
  private String booked(Checkpoint signed) {
    long last = 0;
    for (BookingProof each : file.bookings()) {
      Booking booking = each.booking();
      InvalidInput.check(
          booking.seq() > last, "Booking %d stands twice, or out of order.", booking.seq());
      last = booking.seq();
      InvalidInput.check(
          booking.periods().contains(file.period().toString()),
          "Booking %d is of %s, not of %s.",
          booking.seq(),
          booking.periods(),
          file.period());
      InvalidInput.check(
          each.inclusion().size() == signed.size(),
          "Booking %d: its proof is of %d entries, the checkpoint of %d.",
          booking.seq(),
          each.inclusion().size(),
          signed.size());
      Inclusion.check(each.inclusion(), Hash.ofLeaf(booking.json().bytes()), signed.root());
      String made = TableRoot.tablesRoot(each.roots()).hex();
      InvalidInput.check(
          made.equals(booking.tablesRoot()),
          "Booking %d: its roots make %s, but it sealed %s.",
          booking.seq(),
          made,
          booking.tablesRoot());
    }
    return file.bookings().size() + " of " + file.period() + " are sealed, with their roots";
  }

  /** The lines are of the last booking that divides the month; later ones are named. */
  private String latest() {
    Booking made = file.made().booking();
    List<Booking> month = SealedBookings.of(reader.history().entries()).of(file.period());
    for (Booking booking : month) {
      InvalidInput.check(
          booking.seq() <= made.seq() || !StatementProof.makes(booking),
          "Booking %d divides %s anew, and takes the place of booking %d, whose statement this is."
              + " Ask for the statement as it is now.",
          booking.seq(),
          file.period(),
          made.seq());
    }
    List<Long> shown = file.bookings().stream().map(each -> each.booking().seq()).toList();
    List<Long> others =
        month.stream().map(Booking::seq).filter(seq -> !shown.contains(seq)).toList();
    if (!others.isEmpty()) {
      checks.notShown(
          "other bookings",
          "that the bookings "
              + others
              + " of "
              + file.period()
              + " leave this account as it is: the file shows nothing of them");
    }
    return "booking " + made.seq() + " is the last that divides " + file.period();
  }

  private static void limits(Checks checks) {
    checks.notShown("claims", "that somebody else's claim is genuine");
    checks.notShown("revenue", "that revenue was declared in full, and lineage disclosed");
    checks.notShown("others", "that a holder who never checks was not left out");
    checks.notShown("payments", "that a payment arrived: your bank statement shows it");
    checks.notShown(
        "other copies",
        "that everybody is shown this history: compare copies with others, or ask for checkpoints"
            + " that witnesses cosigned");
    checks.notShown("time", "when it was sealed: a checkpoint bears no date but a witness's");
  }
}
