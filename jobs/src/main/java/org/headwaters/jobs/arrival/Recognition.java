package org.headwaters.jobs.arrival;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.headwaters.adapters.DeliveredFiles;
import org.headwaters.adapters.InputSource;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.Inputs;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.KnownFiles;
import org.headwaters.tables.Rejects;
import org.headwaters.tables.Table;

/**
 * Recognises files before they are parsed, by their bytes (docs/decisions/0034): those that a table
 * was last taken in from, while nothing was delivered to it since and their rejects are there. What
 * is kept for that is taken away before anything else is written and comes back last, so that a
 * process that dies in between is never taken at its word.
 */
final class Recognition {
  private final JobContext context;
  private final List<String> readBy;
  private final Map<String, KnownFiles.Known> known = new HashMap<>();
  private final Map<String, Looked> looked = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final List<KnownFiles.Known> learnt = new ArrayList<>();

  private record Looked(DeliveredFiles files, String fingerprint) {}

  /** {@code program} is what reads the files; if it has no name, none are recognised. */
  Recognition(JobContext context, Optional<String> program) {
    this.context = context;
    this.readBy =
        program
            .map(
                name ->
                    List.of(
                        name,
                        context.spark().version(),
                        context.lakeSecret().pseudonyms().secretId()))
            .orElse(List.of());
    context.lake().records(KnownFiles.CODEC).forEach(row -> known.put(row.tableName(), row));
  }

  /** The delivery, if it is known; else its files are remembered by what they are now. */
  Optional<Arriving> known(InputSource.Delivered delivered) {
    if (!asked.add(delivered.table())) {
      // Two deliveries of one table in one go: neither alone is what the table was taken in from.
      looked.remove(delivered.table());
      return Optional.empty();
    }
    Optional<DeliveredFiles> files =
        readBy.isEmpty() ? Optional.empty() : DeliveredFiles.now(context.spark(), delivered);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    String fingerprint = files.get().fingerprint(readBy);
    looked.put(delivered.table(), new Looked(files.get(), fingerprint));
    KnownFiles.Known last = known.get(delivered.table());
    if (last == null || !last.fingerprint().equals(fingerprint)) {
      return Optional.empty();
    }
    Table table = Catalogue.named(delivered.table());
    return last.deliverySeq() == lastSeq(table)
            && last.rejects()
                == context.lake().count(Rejects.TABLE, rejectsOf(table, last.deliveryId()))
        ? Optional.of(new KnownArrival(table, last))
        : Optional.empty();
  }

  private static Map<String, Object> rejectsOf(Table table, String deliveryId) {
    return Map.of(Rejects.TABLE_NAME, table.name(), Rejects.DELIVERY_ID, deliveryId);
  }

  private long lastSeq(Table table) {
    List<Delivery> all = Inputs.now(context.lake()).deliveries(table);
    return all.isEmpty() ? 0 : all.get(all.size() - 1).seq();
  }

  /** Takes away what is known of tables whose files are about to be taken in. */
  void forget(List<Arriving> arrivals) {
    write(
        List.of(),
        arrivals.stream()
            .filter(Arrival.class::isInstance)
            .map(arrival -> arrival.table().name())
            .filter(known::containsKey)
            .toList());
  }

  /** Learns what became of files, if the same files would come to the same again. */
  void learn(Arriving arrival, Arriving.Outcome outcome) {
    Table table = arrival.table();
    Looked files = looked.get(table.name());
    if (!(arrival instanceof Arrival)
        || files == null
        || outcome.rejectedWhole()
        || (0 < outcome.counts().rejected() && !arrival.rejectedSources().isEmpty())) {
      return;
    }
    String id = outcome.delivery().deliveryId();
    if (files.files().stand()) {
      learnt.add(
          new KnownFiles.Known(
              table.name(),
              files.fingerprint(),
              outcome.lastSeq(),
              id,
              outcome.counts().read(),
              outcome.counts().rejected(),
              context.lake().count(Rejects.TABLE, rejectsOf(table, id)),
              outcome.rejects(),
              arrival.passedOver()));
    }
  }

  /**
   * Keeps what was learnt. Of a table that another process looked through meanwhile nothing is
   * kept: whose rejects stand now nobody can say.
   */
  void keep() {
    List<String> names = learnt.stream().map(KnownFiles.Known::tableName).toList();
    List<String> others =
        context.lake().records(KnownFiles.CODEC).stream()
            .map(KnownFiles.Known::tableName)
            .filter(names::contains)
            .toList();
    write(learnt.stream().filter(row -> !others.contains(row.tableName())).toList(), names);
  }

  private void write(List<KnownFiles.Known> rows, List<String> names) {
    if (!names.isEmpty()) {
      context.lake().replace(KnownFiles.CODEC, rows, KnownFiles.TABLE_NAME, names);
    }
  }
}
