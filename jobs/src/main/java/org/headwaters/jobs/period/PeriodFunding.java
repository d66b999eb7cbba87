package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.headwaters.core.ledger.Account;
import org.headwaters.core.ledger.AccountKind;
import org.headwaters.core.ledger.AccountSums;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.BookingClass;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.ledger.Expiry;
import org.headwaters.core.ledger.Funding;
import org.headwaters.core.ledger.PayoutPlan;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.lineage.WhoPaid;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Assets;
import org.headwaters.tables.HolderCredits;

/**
 * What of a booked month's accounts may be paid from each provider's cash. The asset graph of the
 * month's run is made anew from what the run pinned; it says whose money each credit is.
 */
final class PeriodFunding {
  private final Lake lake;
  private final PeriodRun run;
  private final Period latest;
  private final Map<String, String> providers;
  private final Map<String, SortedMap<Account, Long>> parts = new TreeMap<>();

  private PeriodFunding(Lake lake, PeriodRun run, Period latest) {
    this.lake = lake;
    this.run = run;
    this.latest = latest;
    this.providers = providers(run);
  }

  /**
   * What is funded, by account and provider; less is left once something was paid from it.
   *
   * @param classes what is booked of the period
   */
  static List<PayoutPlan.Piece> of(
      JobContext context,
      BookingChain chain,
      Period period,
      Map<BookingClass, AccountSums> classes) {
    AccountSums received = classes.getOrDefault(BookingClass.RECEIPT, AccountSums.NONE);
    if (received.equals(AccountSums.NONE)) {
      return List.of();
    }
    Booking current = chain.current(period).orElseThrow();
    RunPins pins = RunPins.read(context.lake(), current.runId());
    Policy policy = current.policyOf(context.policies());
    List<Period> booked = chain.periods();
    PeriodFunding funding =
        new PeriodFunding(
            context.lake(),
            PeriodRun.pinned(context, period, policy, pins),
            booked.get(booked.size() - 1));
    funding.addFunds();
    funding.addCredits();
    AccountSums settled = classes.getOrDefault(BookingClass.SETTLE, AccountSums.NONE);
    List<PayoutPlan.Piece> pieces = new ArrayList<>();
    funding.parts.forEach(
        (provider, accounts) ->
            Funding.of(Account.due(provider), settled, received, accounts)
                .forEach(
                    (account, micros) -> {
                      if (account.kind() == AccountKind.PAYABLE
                          || account.kind() == AccountKind.FUND) {
                        pieces.add(new PayoutPlan.Piece(account, period, provider, micros));
                      }
                    }));
    return pieces;
  }

  /** Who has to pay in what an asset earned, as the run knows it. */
  static Map<String, String> providers(PeriodRun run) {
    Map<String, String> providers = new HashMap<>();
    for (Row row : run.inputs().current(Assets.TABLE).collectAsList()) {
      String provider = row.getAs(Assets.PROVIDER);
      if (provider != null) {
        providers.put(row.getAs(Assets.ASSET_ID), provider);
      }
    }
    return providers;
  }

  private void add(String earnerId, Account account, long micros) {
    String provider = Account.due(providers.get(earnerId)).subject();
    parts.computeIfAbsent(provider, each -> new TreeMap<>()).merge(account, micros, Math::addExact);
  }

  private void addFunds() {
    for (MoneyFlow flow : FlowRows.read(lake, run)) {
      if (flow.kind() == FlowKind.FUND) {
        add(flow.fromId(), Account.fund(String.valueOf(flow.toId())), flow.amountMicros());
      }
    }
  }

  private void addCredits() {
    WhoPaid whoPaid = whoPaid();
    Map<String, SortedMap<Account, Long>> byOrigin = new HashMap<>();
    for (Row row :
        lake.read(HolderCredits.TABLE, run.slice())
            .groupBy(
                HolderCredits.BUCKET,
                HolderCredits.HOLDER_ID,
                HolderCredits.REASON,
                HolderCredits.DATASET_ID,
                HolderCredits.PART)
            .agg(sum(col(HolderCredits.AMOUNT_MICROS)))
            .collectAsList()) {
      Bucket bucket = Bucket.of(row.getString(0));
      String origin = row.getString(3);
      Account account = expired(Account.credit(bucket, row.getString(1), row.getString(2), origin));
      if (CreditPart.of(row.getString(4)) == CreditPart.LICENCE_FEE) {
        add(origin, account, row.getLong(5));
      } else {
        byOrigin
            .computeIfAbsent(origin, each -> new TreeMap<>())
            .merge(account, row.getLong(5), Math::addExact);
      }
    }
    byOrigin.forEach(
        (origin, accounts) ->
            accounts.forEach(
                (account, micros) -> {
                  if (micros != 0) {
                    whoPaid
                        .earners(origin, amount(micros))
                        .forEach((earner, part) -> add(earner, account, part.longValueExact()));
                  }
                }));
  }

  /** What waited too long is its fund's. */
  private Account expired(Account account) {
    Expiry expiry = new Expiry(run.policy().unclaimed(), run.policy().undisclosed());
    return expiry.expired(account.kind(), run.period(), latest)
        ? expiry.fund(account.kind())
        : account;
  }

  private static WhoPaid.Amount amount(long micros) {
    BigInteger amount = BigInteger.valueOf(micros);
    return new WhoPaid.Amount(amount.max(BigInteger.ZERO), amount.min(BigInteger.ZERO));
  }

  private WhoPaid whoPaid() {
    AssetGraph graph = AssetGraph.of(run.policy().flowRules(), LineageInputs.read(lake, run));
    return WhoPaid.of(graph, MoneyFlow.payers(FlowRows.read(lake, run)));
  }
}
