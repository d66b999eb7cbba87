package org.headwaters.jobs.books;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Period;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.core.source.SourceId;
import org.headwaters.jobs.books.Explanation.Credit;
import org.headwaters.jobs.books.Explanation.Earner;
import org.headwaters.jobs.books.Explanation.Place;
import org.headwaters.jobs.books.Explanation.Subject;
import org.headwaters.jobs.period.OpenedPeriod;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;
import org.headwaters.transforms.SourceCredits;

/**
 * Explains an amount of a booked period. Credits are worked out again from what was booked, each
 * sign by itself, and held against the books.
 */
public final class ExplanationReader {
  private final JobContext context;
  private final OpenedPeriod booked;
  private final Period period;
  private final List<String> incomplete = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();

  private ExplanationReader(JobContext context, Period period) {
    this.context = context;
    this.period = period;
    this.booked = OpenedPeriod.open(context, period);
  }

  /**
   * Explains what a holder, source or asset has of a period. A person's id is taken as it is shown
   * or in the clear.
   *
   * @throws UsageError if the period is not booked, or nothing of it is theirs
   */
  public static Explanation of(JobContext context, Subject subject, String id, Period period) {
    ExplanationReader reader = new ExplanationReader(context, period);
    return switch (subject) {
      case HOLDER -> reader.holder(id);
      case SOURCE -> reader.source(id);
      case ASSET -> reader.asset(id);
    };
  }

  private Explanation holder(String id) {
    List<Row> rows = payable(id);
    String shown = id;
    if (rows.isEmpty()) {
      shown = context.lakeSecret().pseudonyms().holder(id);
      rows = payable(shown);
    }
    UsageError.check(
        !rows.isEmpty(),
        "Holder %s is owed nothing for %s. Check the id; `headwaters status` shows what is booked.",
        id,
        period);
    String holder = shown;
    List<String> sources =
        rows.stream().map(row -> row.<String>getAs(HolderCredits.SOURCE_ID)).distinct().toList();
    Dataset<Row> outcomes =
        booked
            .outcomes(booked.credits(sources))
            .where(
                col(HolderCredits.BUCKET)
                    .equalTo(Bucket.PAYABLE.key())
                    .and(col(HolderCredits.HOLDER_ID).equalTo(holder)));
    List<Credit> credits = credits(outcomes);
    BigInteger owed = BigInteger.ZERO;
    for (Row row : rows) {
      owed = owed.add(micros(row, HolderCredits.AMOUNT_MICROS));
    }
    BigInteger since = owed.subtract(total(credits));
    if (since.signum() != 0) {
      incomplete.add(since + " micros were booked since, as claims changed: they are told as one.");
    }
    return explanation(Subject.HOLDER, holder, credits, since);
  }

  private List<Row> payable(String holder) {
    return booked
        .holderCredits()
        .where(
            col(HolderCredits.BUCKET)
                .equalTo(Bucket.PAYABLE.key())
                .and(col(HolderCredits.HOLDER_ID).equalTo(holder)))
        .groupBy(HolderCredits.SOURCE_ID)
        .agg(
            sum(HolderCredits.AMOUNT_MICROS)
                .cast(DataTypes.LongType)
                .as(HolderCredits.AMOUNT_MICROS))
        .collectAsList();
  }

  private static BigInteger total(List<Credit> credits) {
    return credits.stream().map(Credit::micros).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private List<Credit> credits(Dataset<Row> outcomes) {
    List<Credit> credits = new ArrayList<>();
    for (Row row : outcomes.collectAsList()) {
      credits.add(
          new Credit(
              row.getAs(HolderCredits.SOURCE_ID),
              row.getAs(HolderCredits.DATASET_ID),
              row.getAs(HolderCredits.PART),
              row.getAs(HolderCredits.CLAIM_ID),
              micros(row, OpenedPeriod.POSITIVE),
              micros(row, OpenedPeriod.NEGATIVE),
              0,
              0));
    }
    return credits;
  }

  private static BigInteger micros(Row row, String column) {
    return BigInteger.valueOf(row.<Long>getAs(column));
  }

  private Explanation source(String id) {
    String given = SourceId.parse(id).text();
    List<Row> found =
        booked
            .credits(List.of(given, context.lakeSecret().pseudonyms().source(given)))
            .collectAsList();
    String shown = found.isEmpty() ? given : found.get(0).getAs(Contributions.SOURCE_ID);
    Map<List<String>, BigInteger[]> sums = new LinkedHashMap<>();
    for (Row row : found) {
      BigInteger micros = micros(row, SourceCredits.AMOUNT_MICROS);
      BigInteger[] signs =
          sums.computeIfAbsent(
              List.of(row.getAs(Contributions.DATASET_ID), row.getAs(Contributions.PART)),
              key -> new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO});
      int sign = micros.signum() > 0 ? 0 : 1;
      signs[sign] = signs[sign].add(micros);
    }
    UsageError.check(
        !sums.isEmpty(),
        "Nothing came to source %s in %s. Check its spelling, or whether a document of a data set"
            + " that earned is by it.",
        id,
        period);
    List<Credit> credits = new ArrayList<>();
    sums.forEach(
        (key, signs) ->
            credits.add(new Credit(shown, key.get(0), key.get(1), null, signs[0], signs[1], 0, 0)));
    BigInteger left = total(credits);
    for (Row row : booked.outcomes(booked.credits(List.of(shown))).collectAsList()) {
      String detail =
          row.getAs(HolderCredits.HOLDER_ID) == null
              ? row.getAs(HolderCredits.REASON)
              : row.getAs(HolderCredits.HOLDER_ID);
      BigInteger micros =
          micros(row, OpenedPeriod.POSITIVE).add(micros(row, OpenedPeriod.NEGATIVE));
      places.add(new Place(row.getAs(HolderCredits.BUCKET), detail == null ? "" : detail, micros));
      left = left.subtract(micros);
    }
    if (left.signum() != 0) {
      boolean unknown = shown.equals(SourceId.NO_SOURCE.text());
      places.add(
          new Place(
              (unknown ? Bucket.UNDISCLOSED : Bucket.UNCLAIMED).key(), "nobody claims it", left));
    }
    return explanation(Subject.SOURCE, shown, credits, BigInteger.ZERO);
  }

  private Explanation asset(String id) {
    BigInteger positive = BigInteger.ZERO;
    BigInteger negative = BigInteger.ZERO;
    Map<String, Place> byPlace = new TreeMap<>(KeyOrder.UTF8);
    for (MoneyFlow flow : booked.flows()) {
      if (!flow.fromId().equals(id) || flow.kind().isBeforeGraph()) {
        continue;
      }
      BigInteger micros = BigInteger.valueOf(flow.amountMicros());
      positive = positive.add(micros.max(BigInteger.ZERO));
      negative = negative.add(micros.min(BigInteger.ZERO));
      String detail =
          flow.reason() != null ? flow.reason().key() : flow.toId() == null ? "" : flow.toId();
      byPlace.merge(
          flow.kind().key() + " " + detail,
          new Place(flow.kind().key(), detail, micros),
          (one, two) -> new Place(one.place(), one.detail(), one.micros().add(two.micros())));
    }
    UsageError.check(
        booked.graph().contains(id) && !byPlace.isEmpty(),
        "Nothing came to %s in %s. Check the id: `headwaters export --table asset_balances` has all"
            + " that something came to.",
        id,
        period);
    places.addAll(byPlace.values());
    places.sort(Comparator.comparing((Place place) -> place.micros().abs()).reversed());
    return explanation(
        Subject.ASSET,
        id,
        List.of(new Credit(null, id, null, null, positive, negative, 0, 0)),
        BigInteger.ZERO);
  }

  private Explanation explanation(
      Subject subject, String shown, List<Credit> credits, BigInteger since) {
    List<Credit> weighed = subject == Subject.ASSET ? credits : CreditWeights.of(booked, credits);
    List<Credit> sorted = new ArrayList<>(weighed);
    sorted.sort(
        Comparator.comparing((Credit credit) -> credit.micros().abs())
            .reversed()
            .thenComparing(Credit::originId, KeyOrder.UTF8)
            .thenComparing(credit -> String.valueOf(credit.sourceId()), KeyOrder.UTF8)
            .thenComparing(credit -> String.valueOf(credit.claimId()), KeyOrder.UTF8));
    CreditWays ways = new CreditWays(booked, sorted, since);
    incomplete.addAll(ways.incomplete());
    return new Explanation(
        subject,
        period,
        shown,
        booked.run().policy().reportingCurrency(),
        total(sorted).add(since),
        sorted,
        ways.tree(shown),
        ways.steps(),
        earners(),
        places,
        booked.basis(),
        incomplete);
  }

  private List<Earner> earners() {
    Map<String, Earner> earners = new TreeMap<>(KeyOrder.UTF8);
    for (MoneyFlow flow : booked.flows()) {
      if (flow.kind().isBeforeGraph()) {
        long micros = flow.amountMicros();
        FlowKind kind = flow.kind();
        earners.merge(
            flow.fromId(),
            new Earner(
                flow.fromId(),
                kind == FlowKind.RETAINED ? micros : 0,
                kind == FlowKind.FUND ? micros : 0,
                kind == FlowKind.GRAPH || kind == FlowKind.SOURCE ? micros : 0),
            (one, two) ->
                new Earner(
                    one.earnerId(),
                    Math.addExact(one.retainedMicros(), two.retainedMicros()),
                    Math.addExact(one.fundsMicros(), two.fundsMicros()),
                    Math.addExact(one.onMicros(), two.onMicros())));
      }
    }
    return List.copyOf(earners.values());
  }
}
