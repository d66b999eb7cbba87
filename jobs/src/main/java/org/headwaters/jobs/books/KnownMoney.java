package org.headwaters.jobs.books;

import static org.apache.spark.sql.functions.col;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Period;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.core.source.SourceId;
import org.headwaters.jobs.books.Explanation.Credit;
import org.headwaters.jobs.period.OpenedPeriod;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;
import org.headwaters.transforms.SourceCredits;
import org.jspecify.annotations.Nullable;

/** What some sources were credited with in every booked month, by set of contributions. */
final class KnownMoney {
  /** By contributions_id, source and part: a credit a month. */
  private final Map<List<String>, List<Credit>> credits = new HashMap<>();

  private final Set<String> sources = new TreeSet<>(KeyOrder.UTF8);
  private final Map<String, Set<String>> childrenOf = new HashMap<>();
  private String currency = "";

  private KnownMoney() {}

  /** Of a source, or of all sources that a holder is owed money for. */
  static KnownMoney of(JobContext context, @Nullable String sourceId, @Nullable String holderId) {
    KnownMoney money = new KnownMoney();
    for (Period period : BookingChain.read(context.lake()).periods()) {
      context.progress().doing("right-to-know " + period);
      OpenedPeriod booked = OpenedPeriod.open(context, period);
      Pseudonyms names = context.lakeSecret().pseudonyms();
      List<String> asked = new ArrayList<>();
      if (sourceId != null) {
        String given = SourceId.parse(sourceId).text();
        asked.addAll(List.of(given, names.source(given)));
      }
      if (holderId != null) {
        asked.addAll(ofHolder(booked, List.of(holderId, names.holder(holderId))));
      }
      money.add(booked, asked.stream().distinct().toList());
    }
    return money;
  }

  private static List<String> ofHolder(OpenedPeriod booked, List<String> ids) {
    return booked
        .holderCredits()
        .where(
            col(HolderCredits.HOLDER_ID)
                .isin(ids.toArray())
                .and(col(HolderCredits.SOURCE_ID).isNotNull()))
        .select(HolderCredits.SOURCE_ID)
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private void add(OpenedPeriod booked, List<String> asked) {
    currency = booked.run().policy().reportingCurrency();
    Map<String, String> sets = booked.contributionsIds();
    Map<List<String>, BigInteger[]> signs = new HashMap<>();
    for (Row row : booked.credits(asked).collectAsList()) {
      if (sets.containsKey(row.<String>getAs(Contributions.DATASET_ID))) {
        BigInteger micros = BigInteger.valueOf(row.<Long>getAs(SourceCredits.AMOUNT_MICROS));
        BigInteger[] both =
            signs.computeIfAbsent(
                List.of(
                    row.getAs(Contributions.DATASET_ID),
                    row.getAs(Contributions.SOURCE_ID),
                    row.getAs(Contributions.PART)),
                key -> new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO});
        int sign = micros.signum() > 0 ? 0 : 1;
        both[sign] = both[sign].add(micros);
      }
    }
    List<Credit> months = new ArrayList<>();
    signs.forEach(
        (key, both) ->
            months.add(
                new Credit(key.get(1), key.get(0), key.get(2), null, both[0], both[1], 0, 0)));
    for (Credit credit : CreditWeights.of(booked, months)) {
      if (credit.weight() > 0 && credit.sourceId() != null && credit.part() != null) {
        sources.add(credit.sourceId());
        credits
            .computeIfAbsent(
                List.of(sets.getOrDefault(credit.originId(), ""), credit.sourceId(), credit.part()),
                key -> new ArrayList<>())
            .add(credit);
      }
    }
    for (MoneyFlow flow : booked.flows()) {
      if (flow.kind() == FlowKind.ASSET && flow.toId() != null) {
        childrenOf
            .computeIfAbsent(flow.toId(), key -> new TreeSet<>(KeyOrder.UTF8))
            .add(flow.fromId());
      }
    }
  }

  boolean isEmpty() {
    return credits.isEmpty();
  }

  String currency() {
    return currency;
  }

  List<String> sourceIds() {
    return List.copyOf(sources);
  }

  List<String> contributionsIds() {
    return credits.keySet().stream().map(key -> key.get(0)).distinct().sorted().toList();
  }

  /** One a month in which the source earned there; none for a part that earned nothing. */
  List<Credit> credits(List<String> key) {
    return credits.getOrDefault(key, List.of());
  }

  /** The models and services whose money came to the data set, however far they are. */
  Set<String> models(String datasetId) {
    Set<String> reached = new TreeSet<>(KeyOrder.UTF8);
    List<String> next = new ArrayList<>(List.of(datasetId));
    while (!next.isEmpty()) {
      for (String child : childrenOf.getOrDefault(next.remove(next.size() - 1), Set.of())) {
        if (reached.add(child)) {
          next.add(child);
        }
      }
    }
    return reached;
  }
}
