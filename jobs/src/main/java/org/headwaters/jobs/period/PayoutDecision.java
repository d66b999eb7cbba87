package org.headwaters.jobs.period;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Account;
import org.headwaters.core.ledger.AccountKind;
import org.headwaters.core.ledger.AccountSums;
import org.headwaters.core.ledger.PaymentState;
import org.headwaters.core.ledger.PayoutPlan;
import org.headwaters.core.money.Micros;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Payouts;

/**
 * What may be paid, by the chain as it stood.
 *
 * @param policy of the latest month: the minimum and the currency
 * @param plan who is paid, and why others are not
 */
record PayoutDecision(BookingChain chain, Policy policy, PayoutPlan plan) {

  /**
   * Decides from the chain and the payments as they are now.
   *
   * @throws UsageError if nothing is booked
   */
  static PayoutDecision of(JobContext context, HolderParties parties) {
    Lake lake = context.lake();
    BookingChain chain = BookingChain.read(lake);
    UsageError.check(
        !chain.all().isEmpty(),
        "Cannot pay out: no month is booked. Run `headwaters run --config FILE --period YYYY-MM`"
            + " first.");
    LakeCurrency.of(context, chain);
    List<Period> periods = chain.periods();
    Policy policy = Policy.on(context.policies(), periods.get(periods.size() - 1).lastDay());
    SortedMap<Account, Long> owed = new TreeMap<>();
    List<PayoutPlan.Piece> funded = new ArrayList<>();
    PeriodJournal.booked(lake, chain, periods)
        .forEach(
            (period, classes) -> {
              classes.values().forEach(sums -> addOwed(sums, owed));
              funded.addAll(PeriodFunding.of(context, chain, period, classes));
            });
    PayoutPlan plan =
        PayoutPlan.of(
            parties.recipients(),
            owed,
            lessPaid(lake, chain, funded),
            policy.minimumPayoutMicros(),
            minorUnitMicros(policy.reportingCurrency()));
    return new PayoutDecision(chain, policy, plan);
  }

  private static void addOwed(AccountSums sums, SortedMap<Account, Long> owed) {
    sums.forEach(
        (account, micros) -> {
          if (account.kind() == AccountKind.PAYABLE || account.kind() == AccountKind.FUND) {
            owed.merge(account, micros, Math::addExact);
          }
        });
  }

  /** What of the funded was not paid yet; what failed or came back was not. */
  static List<PayoutPlan.Piece> lessPaid(
      Lake lake, BookingChain chain, List<PayoutPlan.Piece> funded) {
    Map<String, PaymentState> states = MovedMoney.states(Inputs.now(lake));
    Map<List<String>, Long> paid = new HashMap<>();
    for (Payouts.Piece piece : MovedMoney.payouts(lake, chain)) {
      if (states.getOrDefault(piece.endToEndId(), PaymentState.SENT).isPaid()) {
        paid.merge(
            List.of(piece.account(), piece.period(), piece.provider()),
            piece.amountMicros(),
            Math::addExact);
      }
    }
    List<PayoutPlan.Piece> left = new ArrayList<>();
    for (PayoutPlan.Piece piece : funded) {
      long before =
          paid.getOrDefault(
              List.of(piece.account().text(), piece.period().toString(), piece.provider()), 0L);
      left.add(
          new PayoutPlan.Piece(
              piece.account(),
              piece.period(),
              piece.provider(),
              Math.subtractExact(piece.micros(), before)));
    }
    return left;
  }

  /** Units of the smallest coin of a currency, in micros. */
  private static long minorUnitMicros(String currency) {
    int decimals;
    try {
      decimals = Currency.getInstance(currency).getDefaultFractionDigits();
    } catch (IllegalArgumentException e) {
      throw new UsageError("%s is no currency that anybody is paid in.", currency);
    }
    UsageError.check(
        decimals >= 0 && decimals <= Micros.DECIMALS,
        "%s is no currency that anybody is paid in.",
        currency);
    return BigInteger.TEN.pow(Micros.DECIMALS - decimals).longValueExact();
  }

  /** What is owed and not paid, a line a reason. It names nobody. */
  List<String> held() {
    List<String> lines = new ArrayList<>();
    for (PayoutPlan.Why why : PayoutPlan.Why.values()) {
      List<PayoutPlan.Held> held = plan.held().stream().filter(each -> each.why() == why).toList();
      if (!held.isEmpty()) {
        long micros = held.stream().mapToLong(PayoutPlan.Held::micros).reduce(0, Math::addExact);
        lines.add(
            String.format(
                Locale.ROOT,
                "not paid: %s of %d %s, %s",
                Micros.units(micros),
                held.size(),
                held.size() == 1 ? "holder" : "holders",
                why.clause()));
      }
    }
    return lines;
  }
}
