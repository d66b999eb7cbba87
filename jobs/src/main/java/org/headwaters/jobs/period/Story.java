package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.lineage.Destination;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.policy.Period;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.source.Pseudonym;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;

/**
 * A booked month as it is told to a newcomer: where what goes upstream went, each with its largest
 * cause, and one person's part with the paths that carried it. Reads results; persons stand in it
 * by their pseudonyms.
 *
 * @param places the parts of the pool, which sum to it
 * @param person somebody who gets an amount in the range that was asked for
 */
public record Story(Booking booking, List<Place> places, Optional<Person> person) {
  /** The place of what funds got. */
  public static final String FUNDS = "funds";

  public Story {
    places = List.copyOf(places);
  }

  /**
   * One part of the pool.
   *
   * @param subject what most of it is about: a data set, an asset or a fund, by name
   * @param reason why most of it waits; empty for what does not
   * @param causeMicros how much of it that is
   */
  public record Place(
      String name, long amountMicros, String subject, String reason, long causeMicros) {}

  /** Amounts from and to, both included. */
  public record Range(long fromMicros, long toMicros) {}

  /**
   * One person's part.
   *
   * @param documents of the data set that the person has a part in
   * @param weight the person's, of {@code weightTotal}
   * @param inflowMicros what reached all those documents
   * @param paths sum to the amount
   */
  public record Person(
      String sourceId,
      long amountMicros,
      String dataset,
      long documents,
      long weight,
      long weightTotal,
      long inflowMicros,
      List<Path> paths) {
    public Person {
      paths = List.copyOf(paths);
    }
  }

  /** How much came along one way, and the names on it, from the earner to the data set. */
  public record Path(long amountMicros, List<String> names) {
    public Path {
      names = List.copyOf(names);
    }
  }

  /** Empty if the period is not booked. */
  public static Optional<Story> read(Lake lake, Period period, Range range) {
    return BookingChain.read(lake)
        .current(period)
        .map(booking -> new Reading(lake, booking).story(range));
  }

  private static final class Reading {
    private final Lake lake;
    private final Booking booking;
    private final List<Row> flows;
    private final Map<String, String> names = new HashMap<>();

    Reading(Lake lake, Booking booking) {
      this.lake = lake;
      this.booking = booking;
      // Assets and what flows between them: few beside documents and people.
      this.flows = slice(AssetFlows.TABLE).collectAsList();
      for (Row asset : Inputs.now(lake).current(Assets.TABLE).collectAsList()) {
        String name = asset.getAs(Assets.NAME);
        names.put(asset.getAs(Assets.ASSET_ID), name == null ? "" : name);
      }
    }

    private Dataset<Row> slice(org.headwaters.tables.Table table) {
      return lake.read(
          table, Map.of(AssetFlows.PERIOD, booking.period(), AssetFlows.RUN_ID, booking.runId()));
    }

    private String name(String id) {
      String name = names.getOrDefault(id, "");
      return name.isEmpty() ? id : name;
    }

    Story story(Range range) {
      List<Place> places = new ArrayList<>();
      List<Row> sums =
          slice(HolderCredits.TABLE)
              .groupBy(HolderCredits.BUCKET, HolderCredits.DATASET_ID, HolderCredits.REASON)
              .agg(sum(HolderCredits.AMOUNT_MICROS).cast(DataTypes.LongType).as("micros"))
              .collectAsList();
      for (Bucket bucket : Bucket.values()) {
        places.add(
            place(
                bucket.key(),
                sums.stream()
                    .filter(row -> row.getAs(HolderCredits.BUCKET).equals(bucket.key()))
                    .map(
                        row ->
                            new Cause(
                                name(row.getAs(HolderCredits.DATASET_ID)),
                                text(row, HolderCredits.REASON),
                                row.<Long>getAs("micros")))
                    .toList()));
      }
      Map<String, Long> funds = new HashMap<>();
      of(FlowKind.FUND)
          .forEach(row -> funds.merge(row.getAs(AssetFlows.TO_ID), micros(row), Math::addExact));
      places.add(
          place(
              FUNDS,
              funds.entrySet().stream()
                  .map(fund -> new Cause(fund.getKey(), "", fund.getValue()))
                  .toList()));
      return new Story(booking, places, person(range));
    }

    private record Cause(String subject, String reason, long micros) {}

    private static Place place(String name, List<Cause> causes) {
      long total = causes.stream().mapToLong(Cause::micros).reduce(0, Math::addExact);
      Cause largest =
          causes.stream()
              .max(
                  Comparator.comparingLong((Cause cause) -> Math.abs(cause.micros()))
                      .thenComparing(Cause::subject))
              .orElse(new Cause("", "", 0));
      return new Place(name, total, largest.subject(), largest.reason(), largest.micros());
    }

    private List<Row> of(FlowKind kind) {
      return flows.stream()
          .filter(row -> row.getAs(AssetFlows.TO_KIND).equals(kind.key()))
          .toList();
    }

    private static String text(Row row, String column) {
      String text = row.getAs(column);
      return text == null ? "" : text;
    }

    private static long micros(Row row) {
      return row.<Long>getAs(AssetFlows.AMOUNT_MICROS);
    }

    private Optional<Person> person(Range range) {
      String part = Destination.DOCUMENTS.key();
      return slice(HolderCredits.TABLE)
          .where(
              col(HolderCredits.BUCKET)
                  .equalTo(Bucket.PAYABLE.key())
                  .and(col(HolderCredits.HOLDER_ID).startsWith(Pseudonym.HOLDER)))
          .groupBy(HolderCredits.HOLDER_ID)
          .agg(
              sum(HolderCredits.AMOUNT_MICROS).cast(DataTypes.LongType).as("micros"),
              count_distinct(col(HolderCredits.SOURCE_ID), col(HolderCredits.DATASET_ID))
                  .as("credits"),
              max(HolderCredits.SOURCE_ID).as("source"),
              max(HolderCredits.DATASET_ID).as("dataset"),
              max(HolderCredits.PART).as("part"))
          .where(
              col("micros")
                  .between(range.fromMicros(), range.toMicros())
                  .and(col("credits").equalTo(1))
                  .and(col("part").equalTo(part)))
          .orderBy(HolderCredits.HOLDER_ID)
          .limit(1)
          .collectAsList()
          .stream()
          .findFirst()
          .map(row -> person(row.getAs("source"), row.getAs("dataset"), row.<Long>getAs("micros")));
    }

    private Person person(String source, String dataset, long micros) {
      Row contribution =
          lake.read(
                  Contributions.TABLE,
                  Contributions.CONTRIBUTIONS_ID,
                  RunStep.PROPAGATE.contributionsIds(lake, booking.runId()))
              .where(
                  col(Contributions.DATASET_ID)
                      .equalTo(dataset)
                      .and(col(Contributions.PART).equalTo(Destination.DOCUMENTS.key()))
                      .and(col(Contributions.SOURCE_ID).equalTo(source)))
              .head();
      long inflow =
          of(FlowKind.DOCUMENTS).stream()
              .filter(row -> row.getAs(AssetFlows.CHILD_ID).equals(dataset))
              .mapToLong(Reading::micros)
              .sum();
      return new Person(
          source,
          micros,
          name(dataset),
          contribution.<Long>getAs(Contributions.DOCUMENTS),
          contribution.<Long>getAs(Contributions.WEIGHT),
          contribution.<Long>getAs(Contributions.WEIGHT_TOTAL),
          inflow,
          paths(dataset, micros));
    }

    /** Each edge into the data set carried its part, split by the one rule in the edges' order. */
    private List<Path> paths(String dataset, long micros) {
      List<Row> edges = new ArrayList<>(into(dataset));
      edges.sort(Comparator.comparing(row -> row.<String>getAs(AssetFlows.CHILD_ID)));
      List<BigInteger> parts =
          Apportionment.split(
              BigInteger.valueOf(micros),
              edges.stream().map(row -> BigInteger.valueOf(micros(row))).toList());
      List<Path> paths = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        List<String> way = new ArrayList<>();
        way.add(name(dataset));
        upstream(edges.get(i).getAs(AssetFlows.CHILD_ID), way, new HashSet<>());
        paths.add(new Path(parts.get(i).longValueExact(), way));
      }
      paths.sort(Comparator.comparingLong(Path::amountMicros).reversed());
      return paths;
    }

    private List<Row> into(String asset) {
      return of(FlowKind.ASSET).stream()
          .filter(row -> row.getAs(AssetFlows.TO_ID).equals(asset) && micros(row) > 0)
          .toList();
    }

    /** Back to the earner, where several ways join along the one that brought most. */
    private void upstream(String asset, List<String> way, Set<String> seen) {
      way.add(0, name(asset));
      if (seen.add(asset)) {
        into(asset).stream()
            .max(Comparator.comparingLong(Reading::micros))
            .ifPresent(row -> upstream(row.getAs(AssetFlows.CHILD_ID), way, seen));
      }
    }
  }
}
