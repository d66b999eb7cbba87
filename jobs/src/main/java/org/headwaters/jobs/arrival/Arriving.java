package org.headwaters.jobs.arrival;

import java.util.List;
import java.util.Map;
import org.headwaters.lake.Delivery;
import org.headwaters.tables.Table;

/** One table's delivery on its way into the lake. */
interface Arriving {
  /**
   * What became of it.
   *
   * @param delivery as it was found
   * @param booked whether the lake says something else now
   * @param note what a person should know beyond the counts; may be empty
   * @param rejects one line a rule that rows broke
   */
  record Outcome(Delivery delivery, boolean booked, String note, List<String> rejects) {
    public Outcome {
      rejects = List.copyOf(rejects);
    }

    Delivery.Counts counts() {
      return delivery.counts();
    }

    /** Whether there were rows, and none may come in. */
    boolean rejectedWhole() {
      return counts().read() > 0 && counts().rejected() == counts().read();
    }

    /** Number of the table's last delivery now; 0 if it has none. */
    long lastSeq() {
      return booked ? delivery.seq() : delivery.seq() - 1;
    }
  }

  Table table();

  /** Reads every row once and finds what is new. Writes nothing. */
  void examine();

  /** What was found; {@link #examine} comes first. */
  Delivery.Counts found();

  /** Writes rows, then rejects, then the booking that makes them count. */
  Outcome take();

  /** What the sources' records say that no column takes, a line a source. */
  List<String> passedOver();

  /** Sources of which every row is wrong, where there are several. */
  List<String> rejectedSources();

  /** What names were that became unresolved assets, by id. */
  Map<String, String> unresolvedNames();

  /** Frees what was kept on disk. */
  void close();
}
