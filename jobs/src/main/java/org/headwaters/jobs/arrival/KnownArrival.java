package org.headwaters.jobs.arrival;

import java.util.List;
import java.util.Map;
import org.headwaters.lake.Delivery;
import org.headwaters.tables.KnownFiles;
import org.headwaters.tables.Table;

/**
 * The files that a table was last taken in from, once more: every row that came in then repeats a
 * current one now, and what was told of the rest is told again.
 */
record KnownArrival(Table table, KnownFiles.Known known) implements Arriving {
  @Override
  public void examine() {
    // It was, when the files were looked through.
  }

  @Override
  public Delivery.Counts found() {
    long rejected = known.rowsRejected();
    return new Delivery.Counts(known.rowsRead(), 0, known.rowsRead() - rejected, rejected);
  }

  @Override
  public Outcome take() {
    Delivery delivery =
        new Delivery(table.name(), known.deliverySeq() + 1, known.deliveryId(), found(), List.of());
    return new Outcome(delivery, false, "; unchanged", known.toldRejects());
  }

  @Override
  public List<String> passedOver() {
    return known.passedOver();
  }

  @Override
  public List<String> rejectedSources() {
    return List.of();
  }

  @Override
  public Map<String, String> unresolvedNames() {
    return Map.of();
  }

  @Override
  public void close() {
    // Nothing is kept.
  }
}
