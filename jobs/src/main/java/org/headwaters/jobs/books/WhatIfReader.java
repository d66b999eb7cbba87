package org.headwaters.jobs.books;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.answers.Sensitivity;
import org.headwaters.core.answers.Spread;
import org.headwaters.core.ledger.Account;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.jobs.books.WhatIf.Both;
import org.headwaters.jobs.books.WhatIf.Movers;
import org.headwaters.jobs.period.OpenedPeriod;
import org.headwaters.jobs.period.PeriodTrial;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.tables.HolderCredits;
import org.headwaters.transforms.SourceCredits;
import org.jspecify.annotations.Nullable;

/** Settles a booked period under another policy or other claims, in memory, and compares. */
public final class WhatIfReader {
  /** How many edges and data sets are cut, and how many gains and losses are told. */
  private static final int HEAVIEST = 20;

  private static final String ID = "id";
  private static final String BEFORE = "before";
  private static final String AFTER = "after";

  private WhatIfReader() {}

  /**
   * What to try.
   *
   * @param policy null for the one that the period was booked under
   * @param claims rows of the table claims; null for those that it was booked with
   */
  public record Tried(@Nullable Policy policy, @Nullable Dataset<Row> claims) {}

  /**
   * Compares what is booked with what would be. Claims decide where money goes that has arrived at
   * sources, so how sensitive it is to numbers of the policy is told with a policy alone.
   */
  public static WhatIf of(JobContext context, Period period, Tried tried) {
    OpenedPeriod booked = OpenedPeriod.open(context, period);
    Policy policy = Objects.requireNonNullElse(tried.policy(), booked.run().policy());
    context.progress().doing("whatif " + period + ": settling under " + policy.name());
    try (PeriodTrial now = PeriodTrial.of(booked, booked.run().policy(), null);
        PeriodTrial then = PeriodTrial.of(booked, policy, tried.claims())) {
      Dataset<Row> before = booked.holderCredits();
      context.progress().doing("whatif " + period + ": comparing");
      return new WhatIf(
          period,
          policy.reportingCurrency(),
          totals(booked.flows(), before, then),
          by(booked.flows(), then.settlement().flows(), FlowKind.FUND, MoneyFlow::toId),
          providers(booked, then),
          movers(bySource(now.credits()), bySource(then.credits())),
          movers(byHolder(before), byHolder(then.holderCredits())),
          tried.policy() == null ? List.of() : Sensitivity.of(then.trial(), HEAVIEST));
    }
  }

  private static SortedMap<String, Both> totals(
      List<MoneyFlow> booked, Dataset<Row> before, PeriodTrial then) {
    SortedMap<String, BigInteger> was = byBucket(before);
    SortedMap<String, BigInteger> is = byBucket(then.holderCredits());
    for (FlowKind kind : List.of(FlowKind.RETAINED, FlowKind.FUND)) {
      was.put(kind.key(), total(booked, kind));
      is.put(kind.key(), total(then.settlement().flows(), kind));
    }
    return both(was, is);
  }

  private static BigInteger total(List<MoneyFlow> flows, FlowKind kind) {
    return flows.stream()
        .filter(flow -> flow.kind() == kind)
        .map(flow -> BigInteger.valueOf(flow.amountMicros()))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static SortedMap<String, BigInteger> byBucket(Dataset<Row> holderCredits) {
    SortedMap<String, BigInteger> sums = new TreeMap<>(KeyOrder.UTF8);
    for (Bucket bucket : Bucket.values()) {
      sums.put(bucket.key(), BigInteger.ZERO);
    }
    for (Row row : sums(holderCredits, HolderCredits.BUCKET).collectAsList()) {
      sums.put(row.getString(0), BigInteger.valueOf(row.getLong(1)));
    }
    return sums;
  }

  /** Which id of a flow it is counted by. */
  private interface Named {
    @Nullable String of(MoneyFlow flow);
  }

  private static SortedMap<String, Both> by(
      List<MoneyFlow> before, List<MoneyFlow> after, FlowKind kind, Named name) {
    return both(sums(before, kind, name), sums(after, kind, name));
  }

  private static SortedMap<String, BigInteger> sums(
      List<MoneyFlow> flows, FlowKind kind, Named name) {
    SortedMap<String, BigInteger> sums = new TreeMap<>(KeyOrder.UTF8);
    for (MoneyFlow flow : flows) {
      if (flow.kind() == kind) {
        sums.merge(
            String.valueOf(name.of(flow)),
            BigInteger.valueOf(flow.amountMicros()),
            BigInteger::add);
      }
    }
    return sums;
  }

  private static SortedMap<String, Both> providers(OpenedPeriod booked, PeriodTrial then) {
    Map<String, String> byAsset = booked.providers();
    Named provider = flow -> Account.due(byAsset.get(flow.fromId())).subject();
    SortedMap<String, BigInteger> was = sums(booked.flows(), FlowKind.RETAINED, provider);
    sums(booked.flows(), FlowKind.OWN, provider)
        .forEach((name, micros) -> was.merge(name, micros, BigInteger::add));
    List<MoneyFlow> flows = then.settlement().flows();
    SortedMap<String, BigInteger> is = sums(flows, FlowKind.RETAINED, provider);
    sums(flows, FlowKind.OWN, provider)
        .forEach((name, micros) -> is.merge(name, micros, BigInteger::add));
    return both(was, is);
  }

  private static SortedMap<String, Both> both(
      Map<String, BigInteger> before, Map<String, BigInteger> after) {
    SortedMap<String, Both> both = new TreeMap<>(KeyOrder.UTF8);
    before.forEach(
        (key, micros) -> both.put(key, new Both(micros, after.getOrDefault(key, BigInteger.ZERO))));
    after.forEach((key, micros) -> both.putIfAbsent(key, new Both(BigInteger.ZERO, micros)));
    return both;
  }

  private static Dataset<Row> bySource(Dataset<Row> credits) {
    return sums(credits, HolderCredits.SOURCE_ID);
  }

  private static Dataset<Row> byHolder(Dataset<Row> holderCredits) {
    return sums(
        holderCredits.where(col(HolderCredits.BUCKET).equalTo(Bucket.PAYABLE.key())),
        HolderCredits.HOLDER_ID);
  }

  private static Dataset<Row> sums(Dataset<Row> rows, String id) {
    return rows.groupBy(col(id).as(ID))
        .agg(
            sum(SourceCredits.AMOUNT_MICROS)
                .cast(DataTypes.LongType)
                .as(SourceCredits.AMOUNT_MICROS));
  }

  private static Movers movers(Dataset<Row> before, Dataset<Row> after) {
    Dataset<Row> both =
        before
            .withColumnRenamed(SourceCredits.AMOUNT_MICROS, BEFORE)
            .join(
                after.withColumnRenamed(SourceCredits.AMOUNT_MICROS, AFTER),
                new String[] {ID},
                "full_outer")
            .select(
                col(ID),
                coalesce(col(BEFORE), lit(0L)).as(BEFORE),
                coalesce(col(AFTER), lit(0L)).as(AFTER))
            .persist();
    try {
      Column change = col(AFTER).minus(col(BEFORE));
      Row counts =
          both.agg(count(when(change.gt(0), lit(1))), count(when(change.lt(0), lit(1)))).head();
      Map<String, Both> most = new LinkedHashMap<>();
      for (Row row :
          both.where(change.notEqual(0))
              .orderBy(abs(change).desc(), col(ID))
              .limit(HEAVIEST)
              .collectAsList()) {
        most.put(
            Objects.requireNonNullElse(row.getString(0), ""),
            new Both(BigInteger.valueOf(row.getLong(1)), BigInteger.valueOf(row.getLong(2))));
      }
      return new Movers(
          counts.getLong(0), counts.getLong(1), most, spread(both, BEFORE), spread(both, AFTER));
    } finally {
      both.unpersist();
    }
  }

  /** As many rows as there are different amounts come to the driver. */
  private static Spread spread(Dataset<Row> both, String column) {
    Map<Long, Long> receivers = new HashMap<>();
    for (Row row :
        both.where(col(column).gt(0)).groupBy(col(column)).agg(count(lit(1))).collectAsList()) {
      receivers.put(row.getLong(0), row.getLong(1));
    }
    return Spread.of(receivers);
  }
}
