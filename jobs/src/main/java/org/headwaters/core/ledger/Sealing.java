package org.headwaters.core.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.core.proof.Checkpoint;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.KeyChange;
import org.headwaters.core.proof.NodeRule;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.proof.SignedNote;
import org.headwaters.core.proof.SigningKey;
import org.headwaters.core.proof.TreeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A history after it was sealed: all bookings in the order of their numbers, changes of key between
 * them. The same bookings, history and keys give the same one.
 *
 * @param entries all of them, those of before first and as they were
 * @param added how many are new
 * @param signer the key that signs from here on
 */
public record Sealing(List<byte[]> entries, int added, SigningKey signer) {

  /** Copies. */
  public Sealing {
    entries = List.copyOf(entries);
  }

  /**
   * Adds what is missing.
   *
   * @param sealed the history's entries so far
   * @param bookings all of the lake, in order
   * @param key the history's key; the next one, if it has taken over already
   * @param next the key that is to take over; null if none is
   * @throws InvalidInput if the history says anything else than the bookings
   * @throws UsageError if the history's key is another one
   */
  public static Sealing of(
      List<byte[]> sealed, List<Booking> bookings, SigningKey key, @Nullable SigningKey next) {
    List<byte[]> entries = new ArrayList<>(sealed);
    NoteKey now = key.key();
    int logged = 0;
    for (int i = 0; i < sealed.size(); i++) {
      Optional<KeyChange> change = KeyChange.of(i, sealed.get(i));
      if (change.isPresent()) {
        now = change.get().to();
      } else {
        checkBooking(i, sealed.get(i), bookings, logged);
        logged++;
      }
    }
    boolean done = next != null && now.equals(next.key());
    UsageError.check(
        done || now.equals(key.key()),
        "The history is signed by %s, not by %s. Give that key.",
        now,
        key.key());
    bookings.subList(logged, bookings.size()).forEach(each -> entries.add(each.json().bytes()));
    if (next != null && !done) {
      entries.add(KeyChange.of(entries.size(), key, next.key()).entry());
    }
    return new Sealing(entries, entries.size() - sealed.size(), next == null ? key : next);
  }

  private static void checkBooking(int index, byte[] entry, List<Booking> bookings, int logged) {
    boolean same =
        logged < bookings.size() && Arrays.equals(entry, bookings.get(logged).json().bytes());
    InvalidInput.check(
        same,
        "Cannot seal: entry %d of the history is not booking %d as this lake has it. Nothing was"
            + " signed: a key that signs two histories proves nothing. Restore whichever was"
            + " changed.",
        index,
        logged + 1);
  }

  /** What is to be signed. */
  public Checkpoint checkpoint() {
    TreeBuilder<Hash> tree = new TreeBuilder<>(NodeRule.PLAIN);
    entries.forEach(entry -> tree.add(Hash.ofLeaf(entry)));
    return new Checkpoint(
        signer.key().name(), entries.size(), tree.block().root(NodeRule.PLAIN, Hash.EMPTY));
  }

  /** The signed checkpoint. */
  public SignedNote signed() {
    return checkpoint().sign(signer);
  }
}
