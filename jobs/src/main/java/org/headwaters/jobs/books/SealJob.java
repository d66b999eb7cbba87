package org.headwaters.jobs.books;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Sealing;
import org.headwaters.core.proof.Checkpoint;
import org.headwaters.core.proof.History;
import org.headwaters.core.proof.SignedNote;
import org.headwaters.core.proof.SigningKey;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.HistoryFolder;
import org.jspecify.annotations.Nullable;

/**
 * Writes all bookings that the history lacks into it, in their order, and signs it. Computes no
 * money. A run that finds nothing to add changes no byte, so that cosignatures stay.
 */
public final class SealJob implements Job {
  private final SigningKey key;
  private final @Nullable SigningKey next;

  /** {@code next} takes over from {@code key} after these bookings; null: nobody does. */
  public SealJob(SigningKey key, @Nullable SigningKey next) {
    this.key = key;
    this.next = next;
  }

  @Override
  public String name() {
    return "seal";
  }

  @Override
  public JobReport run(JobContext context) {
    HistoryFolder folder = HistoryFolder.of(context.lake());
    Optional<SignedNote> before = folder.checkpoint();
    List<byte[]> sealed = before.map(note -> sealed(folder, note)).orElse(List.of());
    Sealing sealing = Sealing.of(sealed, BookingChain.read(context.lake()).all(), key, next);
    UsageError.check(
        !sealing.entries().isEmpty(), "There is nothing to seal: no period is booked.");
    Checkpoint checkpoint = sealing.checkpoint();
    if (before.isPresent() && sealing.added() == 0) {
      return JobReport.unchanged(name(), told(checkpoint) + ", as before");
    }
    folder.write(sealing.entries(), before, sealing.signed());
    List<String> lines = new ArrayList<>();
    lines.add(told(checkpoint) + ", in " + folder);
    if (next != null) {
      lines.add("Signed by " + sealing.signer().key() + " from here on");
    }
    return new JobReport(name(), true, counts(sealing), lines);
  }

  /** The entries of a history that one of our keys signed; it is not signed anew before that. */
  private List<byte[]> sealed(HistoryFolder folder, SignedNote note) {
    Checkpoint claimed = Checkpoint.claimed(folder + "/checkpoint", note);
    List<byte[]> entries = folder.entries(claimed.size());
    List<SigningKey> ours = next == null ? List.of(key) : List.of(key, next);
    UsageError.check(
        ours.stream().anyMatch(each -> note.signedBy(each.key())),
        "The history %s is not signed by %s. Give the key that signed it, or, if it is to sign for"
            + " another, both: --key OLD --new-key NEW.",
        folder,
        key.key());
    return new History(folder.toString(), claimed, entries).entries();
  }

  private static Map<String, Long> counts(Sealing sealing) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("entries", (long) sealing.entries().size());
    counts.put("added", (long) sealing.added());
    return counts;
  }

  private static String told(Checkpoint checkpoint) {
    return checkpoint.origin() + ": " + checkpoint.size() + " entries, root " + checkpoint.root();
  }
}
