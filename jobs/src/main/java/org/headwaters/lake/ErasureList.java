package org.headwaters.lake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.headwaters.core.TryAgain;
import org.headwaters.core.source.Forgotten;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.tables.Erasures;
import org.headwaters.tables.ForgottenPersons;

/** Who was forgotten, for the door, and that somebody was, for everybody. */
public final class ErasureList {
  private ErasureList() {}

  /** Everybody whom the lake has forgotten until now. */
  public static Forgotten read(Lake lake, Pseudonyms names) {
    return new Forgotten(
        names,
        lake.records(ForgottenPersons.CODEC).stream()
            .map(ForgottenPersons.Listed::pseudonym)
            .toList());
  }

  /**
   * Puts persons on the list, those that are not on it yet, and says that somebody was forgotten. A
   * second attempt adds nothing, and says what the first one did not come to say.
   *
   * @throws TryAgain if another process put somebody on the list at the same time
   */
  public static void add(Lake lake, Collection<String> pseudonyms, String reason) {
    List<ForgottenPersons.Listed> listed = lake.records(ForgottenPersons.CODEC);
    Set<String> added = new TreeSet<>(pseudonyms);
    Set<Long> seqs = new TreeSet<>();
    for (ForgottenPersons.Listed one : listed) {
      if (added.remove(one.pseudonym())) {
        seqs.add(one.seq());
      }
    }
    if (!added.isEmpty()) {
      long seq = 1 + listed.stream().mapToLong(ForgottenPersons.Listed::seq).max().orElse(0);
      List<ForgottenPersons.Listed> rows = new ArrayList<>();
      added.forEach(pseudonym -> rows.add(new ForgottenPersons.Listed(seq, pseudonym)));
      lake.appendOnce(ForgottenPersons.CODEC, rows, ForgottenPersons.TABLE.name(), seq);
      TryAgain.check(
          lake.records(ForgottenPersons.CODEC).containsAll(rows),
          "Another process forgot somebody at the same time. Run the command again.");
      seqs.add(seq);
    }
    Set<Long> told = new TreeSet<>();
    lake.records(Erasures.CODEC).forEach(erasure -> told.add(erasure.seq()));
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (long seq : seqs) {
      if (!told.contains(seq)) {
        Erasures.Erasure erasure = new Erasures.Erasure(seq, reason, now);
        // Each by a name of its own: the order in which they are told is nothing to anybody.
        lake.appendOnce(Erasures.CODEC, List.of(erasure), Erasures.TABLE.name() + " " + seq, 1);
      }
    }
  }
}
