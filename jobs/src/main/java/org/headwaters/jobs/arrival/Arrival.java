package org.headwaters.jobs.arrival;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.TryAgain;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.ErasureList;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.LostRace;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Feedback;
import org.headwaters.tables.People;
import org.headwaters.tables.RunningDigest;
import org.headwaters.tables.Table;
import org.headwaters.transforms.ArrivedRows;
import org.headwaters.transforms.CheckRows;
import org.headwaters.transforms.KeyVerdicts;
import org.headwaters.transforms.PeopleRows;
import org.headwaters.transforms.PersonCells;
import org.headwaters.transforms.RowHashes;

/** One table's delivery on its way into the lake: opened, examined, taken. */
final class Arrival implements Arriving {
  private static final int ATTEMPTS = 5;

  private final JobContext context;
  private final Table table;
  private final DeliveredRows delivered;
  private final Dataset<Row> checked;
  private Optional<Examined> examined = Optional.empty();

  private Arrival(JobContext context, Table table, DeliveredRows delivered) {
    this.context = context;
    this.table = table;
    this.delivered = delivered;
    this.checked = delivered.checked();
  }

  /**
   * What the light pass over keys and hashes found.
   *
   * @param plain whether every row that may come in is kept as it is
   * @param readAsHttps urls that name no scheme
   */
  private record Examined(
      Inputs inputs, Dataset<Row> verdicts, Delivery delivery, boolean plain, long readAsHttps) {}

  /** Opens every file. */
  static Arrival open(JobContext context, InputSource.Delivered delivered) {
    Table table = Catalogue.named(delivered.table());
    InvalidInput.check(
        Catalogue.INPUTS.contains(table), "%s is no input table. Name an input.", table);
    return new Arrival(context, table, DeliveredRows.open(context, table, delivered));
  }

  @Override
  public Table table() {
    return table;
  }

  @Override
  public void examine() {
    forget();
    try {
      examined = Optional.of(examined());
    } catch (Exception e) {
      throw delivered.explained(e);
    }
  }

  @Override
  public Delivery.Counts found() {
    return examined.orElseThrow().delivery().counts();
  }

  private Examined examined() {
    Inputs inputs = Inputs.now(context.lake());
    // Also those of rows that may not come in: more scopes only mean more comparing, and this way
    // nothing but their column is read.
    List<String> scopes = DeliveredRows.scopes(checked, table);
    Dataset<Row> hashes = RowHashes.ofArriving(checked, table);
    if (table.latestWins()) {
      List<Delivery> earlier = inputs.meeting(table, scopes);
      if (!earlier.isEmpty()) {
        hashes = hashes.union(RowHashes.ofStored(inputs.stored(table, earlier), table));
      }
    }
    Dataset<Row> verdicts = KeyVerdicts.apply(hashes).persist(StorageLevel.DISK_ONLY());
    long read = 0;
    long rowsKept = 0;
    long identical = 0;
    long rejected = 0;
    RunningDigest id = new RunningDigest();
    List<Row> buckets =
        new ArrayList<>(verdicts.where(col(KeyVerdicts.VERDICT).isNull()).collectAsList());
    buckets.sort(Comparator.comparing(bucket -> bucket.<Integer>getAs(KeyVerdicts.BUCKET)));
    long conflicting = 0;
    long readAsHttps = 0;
    for (Row bucket : buckets) {
      read = Math.addExact(read, bucket.<Long>getAs(KeyVerdicts.READ));
      rowsKept = Math.addExact(rowsKept, bucket.<Long>getAs(KeyVerdicts.KEPT));
      identical = Math.addExact(identical, bucket.<Long>getAs(KeyVerdicts.IDENTICAL));
      rejected = Math.addExact(rejected, bucket.<Long>getAs(KeyVerdicts.REJECTED));
      readAsHttps += bucket.<Long>getAs(KeyVerdicts.READ_AS_HTTPS);
      if (bucket.<Integer>getAs(KeyVerdicts.BUCKET) != KeyVerdicts.NO_BUCKET) {
        id.add(bucket.<byte[]>getAs(KeyVerdicts.DIGEST));
        conflicting += bucket.<Long>getAs(KeyVerdicts.REJECTED);
      }
    }
    Delivery.Counts counts = new Delivery.Counts(read, rowsKept, identical, rejected);
    boolean plain = identical == 0 && conflicting == 0;
    List<String> told =
        rejected == 0
            ? scopes
            : DeliveredRows.scopes(ArrivedRows.kept(checked, table, verdicts), table);
    Delivery delivery = delivery(inputs, id.hex(), counts, told);
    return new Examined(inputs, verdicts, delivery, plain, readAsHttps);
  }

  private Delivery delivery(Inputs inputs, String id, Delivery.Counts counts, List<String> scopes) {
    List<Delivery> earlier = inputs.deliveries(table);
    Delivery last = earlier.isEmpty() ? null : earlier.get(earlier.size() - 1);
    Delivery.Counts told = counts;
    if (!table.latestWins() && last != null && last.deliveryId().equals(id)) {
      // What replaces the table is the table: every row that may come in repeats a current one.
      told =
          new Delivery.Counts(
              counts.read(), 0, counts.kept() + counts.identical(), counts.rejected());
    }
    Breach.check(
        told.read() == told.kept() + told.identical() + told.rejected(),
        "Of %s, %d rows were read but %d kept, %d identical and %d rejected. Please report this.",
        table,
        told.read(),
        told.kept(),
        told.identical(),
        told.rejected());
    return new Delivery(table.name(), last == null ? 1 : last.seq() + 1, id, told, scopes);
  }

  @Override
  public Outcome take() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (examined.isEmpty()) {
        examine();
      }
      Examined now = examined.orElseThrow();
      try {
        Optional<Outcome> outcome = written(now);
        if (outcome.isPresent()) {
          return outcome.get();
        }
      } catch (LostRace e) {
        // Another process was faster: look at what it changed, and write again.
        context.progress().doing("ingest " + table + ": delivered by others too, comparing again");
      } catch (Exception e) {
        throw delivered.explained(e);
      }
      forget();
    }
    throw new TryAgain(
        "Others keep delivering %s: gave up after %d attempts. Run ingest again.", table, ATTEMPTS);
  }

  /** Empty if the delivery's number was taken. */
  private Optional<Outcome> written(Examined now) {
    Delivery delivery = now.delivery();
    Delivery.Counts counts = delivery.counts();
    if (!says(now)) {
      List<String> rejects = reject(now);
      boolean alone =
          !table.latestWins() && counts.read() > 0 && counts.rejected() == counts.read();
      String note = alone ? "; no row may come in, so the table stays as it is" : "";
      return Optional.of(new Outcome(delivery, false, note, rejects));
    }
    Dataset<Row> rows =
        now.plain()
            ? ArrivedRows.accepted(checked, table)
            : ArrivedRows.kept(checked, table, now.verdicts());
    Map<String, Object> slice =
        Map.of(Table.DELIVERY_SEQ, delivery.seq(), Table.DELIVERY_ID, delivery.deliveryId());
    Dataset<Row> named =
        rows.withColumn(Table.DELIVERY_ID, lit(delivery.deliveryId()))
            .withColumn(Table.DELIVERY_SEQ, lit(delivery.seq()))
            .select(columns(table));
    long written = context.lake().replace(table, named, slice, counts.kept());
    InvalidInput.check(
        written == counts.kept(),
        "%d rows of %s were to be kept but %d were found on the second reading: the files changed"
            + " meanwhile. Run ingest again when they stand still.",
        counts.kept(),
        table,
        written);
    people(delivery);
    List<String> rejects = reject(now);
    return delivery.book(context.lake())
        ? Optional.of(new Outcome(delivery, true, note(now), rejects))
        : Optional.empty();
  }

  private static String note(Examined now) {
    return now.readAsHttps() == 0
        ? ""
        : now.readAsHttps() == 1
            ? "; 1 url without a scheme was read as https"
            : "; " + now.readAsHttps() + " urls without a scheme were read as https";
  }

  /** Who the raters are whom the delivery names by pseudonym. */
  private void people(Delivery delivery) {
    if (table == Feedback.TABLE) {
      context
          .lake()
          .replace(
              People.TABLE,
              PersonCells.apply(
                  PeopleRows.ofRaters(
                      checked.where(col(CheckRows.FAULTS).isNull()), delivery.deliveryId()),
                  People.TABLE,
                  ErasureList.read(context.lake(), context.lakeSecret().pseudonyms())),
              Map.of(People.SEEN_IN, delivery.deliveryId()));
    }
  }

  private static Column[] columns(Table table) {
    return Arrays.stream(table.stored().fieldNames()).map(name -> col(name)).toArray(Column[]::new);
  }

  /** Whether the delivery says anything new: a table that is replaced may also become empty. */
  private boolean says(Examined now) {
    Delivery.Counts counts = now.delivery().counts();
    if (table.latestWins() || counts.kept() > 0) {
      return counts.kept() > 0;
    }
    List<Delivery> earlier = now.inputs().deliveries(table);
    return counts.read() == 0
        && !earlier.isEmpty()
        && !earlier.get(earlier.size() - 1).deliveryId().equals(now.delivery().deliveryId());
  }

  private List<String> reject(Examined now) {
    return DeliveryRejects.of(table, now.delivery()).write(context.lake(), checked, now.verdicts());
  }

  private void forget() {
    examined.ifPresent(now -> now.verdicts().unpersist());
    examined = Optional.empty();
  }

  @Override
  public List<String> passedOver() {
    return delivered.passedOver();
  }

  @Override
  public List<String> rejectedSources() {
    return delivered.rejectedSources();
  }

  @Override
  public Map<String, String> unresolvedNames() {
    return delivered.unresolvedNames();
  }

  @Override
  public void close() {
    forget();
    delivered.close();
  }
}
