package org.headwaters.jobs.books;

import java.util.List;
import java.util.Optional;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.ledger.SealedBookings;
import org.headwaters.core.proof.Checkpoint;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.History;
import org.headwaters.core.proof.KeyChange;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.proof.SignedNote;
import org.headwaters.lake.HistoryFolder;

/** Looks at copies of a history, from their files alone and one key that the reader has. */
public final class HistoryCheck {
  private static final String SIGNATURE = "signature";
  private static final String BOOKINGS = "bookings";

  private HistoryCheck() {}

  /** A copy that holds. */
  record Copy(History history, SealedBookings bookings) {}

  /** Looks at one copy. */
  public static void one(Checks checks, String place, NoteKey key) {
    copy(checks, place, key);
    limits(checks);
  }

  /** Looks at two copies of one history, each for itself and then beside the other. */
  public static void two(Checks checks, String place, String other, NoteKey key) {
    Optional<Copy> one = copy(checks, place, key);
    Optional<Copy> two = copy(checks, other, key);
    String check = "one history";
    if (one.isEmpty() || two.isEmpty()) {
      checks.skipped(check, "a copy does not hold");
    } else {
      compare(checks, check, one.get().history, two.get().history);
    }
    limits(checks);
  }

  private static void compare(Checks checks, String check, History one, History two) {
    Optional<Long> different = one.firstDifference(two);
    if (different.isPresent()) {
      checks.fails(
          check,
          "entry "
              + different.get()
              + " differs: two histories were signed. Keep both copies, they prove it.");
      return;
    }
    long sizeOne = one.checkpoint().size();
    long sizeTwo = two.checkpoint().size();
    checks.holds(
        check,
        sizeOne == sizeTwo
            ? "both copies have the same " + sizeOne + " entries"
            : "the copy of "
                + Math.min(sizeOne, sizeTwo)
                + " entries is the beginning of the one of "
                + Math.max(sizeOne, sizeTwo));
  }

  /** A copy, if it holds; the first thing that does not is told. */
  static Optional<Copy> copy(Checks checks, String place, NoteKey key) {
    HistoryFolder folder = HistoryFolder.at(place);
    Optional<History> history = checks.look(SIGNATURE, () -> signed(folder, key));
    if (history.isEmpty()) {
      return Optional.empty();
    }
    Checkpoint checkpoint = history.get().checkpoint();
    checks.holds(
        SIGNATURE,
        folder
            + "/checkpoint: "
            + checkpoint.origin()
            + " signed "
            + checkpoint.size()
            + " entries, root "
            + checkpoint.root());
    checks
        .look("files", () -> folder.check(history.get().entries()))
        .ifPresent(files -> checks.holds("files", files + " tiles and bundles, byte for byte"));
    Optional<SealedBookings> bookings =
        checks.look(BOOKINGS, () -> SealedBookings.of(history.get().entries()));
    bookings.ifPresent(
        chain ->
            checks.holds(
                BOOKINGS,
                chain.all().size()
                    + " in one chain, each in one entry, each names the one before"));
    return bookings.map(chain -> new Copy(history.get(), chain));
  }

  private static History signed(HistoryFolder folder, NoteKey key) {
    String what = folder + "/checkpoint";
    SignedNote note =
        folder
            .checkpoint()
            .orElseThrow(
                () -> new InvalidInput("%s is not there. Is this a sealed history?", what));
    // The signer stands in the entries; nothing of them is believed before its signature is.
    List<byte[]> entries = folder.entries(Checkpoint.claimed(what, note).size());
    NoteKey signer = KeyChange.last(key, entries);
    return new History(folder.toString(), Checkpoint.open(what, note, signer), entries);
  }

  private static void limits(Checks checks) {
    checks.notShown(
        "other copies",
        "that everybody is shown this history: compare copies with others, or ask for checkpoints"
            + " that witnesses cosigned");
    checks.notShown(
        "time",
        "when it was sealed: a checkpoint bears no date but a witness's. An old copy looks as good"
            + " as a new one");
  }
}
