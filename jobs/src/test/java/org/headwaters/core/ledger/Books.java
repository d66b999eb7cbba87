package org.headwaters.core.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.claims.Claim;
import org.headwaters.core.claims.ClaimPatterns;
import org.headwaters.core.claims.ClaimResolver;
import org.headwaters.core.claims.ClaimRules;
import org.headwaters.core.claims.Credit;
import org.headwaters.core.claims.Outcome;
import org.headwaters.core.claims.Payees;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Wait;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.core.source.Sites;
import org.headwaters.core.source.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * The books of a small world in memory: months with their money, and claims, and the journal that
 * follows from them. Every class is a target; what is booked is what is missing.
 */
final class Books {
  static final String DATA_SET = "dataset:d";
  static final String COMMONS = "fund:commons";
  private static final Expiry EXPIRY = new Expiry(new Wait(36, COMMONS), new Wait(36, COMMONS));
  private static final ClaimPatterns PATTERNS = new ClaimPatterns(new Sites(host -> host));

  final List<JournalLine> journal = new ArrayList<>();
  final SortedMap<Period, Month> months = new TreeMap<>();
  final List<Claim> claims = new ArrayList<>();
  Expiry expiry = EXPIRY;

  /**
   * A month as it was settled.
   *
   * @param pinned the claims of that time
   */
  record Month(List<Money> money, List<Claim> pinned) {
    Month {
      money = List.copyOf(money);
      pinned = List.copyOf(pinned);
    }
  }

  /**
   * What one service earned, and how much of its pool reached each source.
   *
   * @param fundMicros what the levy takes; with the sources it is the pool
   */
  record Money(
      String earnerId,
      String provider,
      long grossMicros,
      long fundMicros,
      Map<String, Long> sources) {
    long poolMicros() {
      return sources.values().stream().mapToLong(Long::longValue).sum() + fundMicros;
    }
  }

  static Claim claim(String holder, String source, @Nullable Integer ppm, Claim.Status status) {
    return new Claim(
        holder, "claim on " + source, true, SourceId.parse(source), ppm, status, false, null, null);
  }

  /** Books, or books again, a month with today's claims. */
  void settle(Period period, Money... money) {
    months.put(period, new Month(List.of(money), claims));
  }

  /** Everything that has to be booked now, in the order of months and classes. */
  List<JournalLine> book() {
    List<JournalLine> lines = new ArrayList<>();
    Map<Period, Map<BookingClass, AccountSums>> booked = booked();
    targets()
        .forEach(
            (period, classes) -> {
              for (BookingClass each : BookingClass.values()) {
                lines.addAll(
                    JournalLine.of(
                        lines.size(),
                        period.toString(),
                        each,
                        classes.getOrDefault(each, AccountSums.NONE),
                        booked.getOrDefault(period, Map.of()).getOrDefault(each, AccountSums.NONE),
                        ""));
              }
            });
    journal.addAll(lines);
    return lines;
  }

  /** What is booked, read back from the journal alone. */
  Map<Period, Map<BookingClass, AccountSums>> booked() {
    Map<Period, List<JournalLine>> lines = new HashMap<>();
    for (JournalLine line : journal) {
      lines.computeIfAbsent(Period.parse(line.period()), each -> new ArrayList<>()).add(line);
    }
    Map<Period, Map<BookingClass, AccountSums>> booked = new HashMap<>();
    lines.forEach((period, each) -> booked.put(period, AccountSums.byClass(each)));
    return booked;
  }

  /** All that is booked on an account, over all months. */
  long balance(String account) {
    return journal.stream()
        .filter(line -> line.account().text().equals(account))
        .mapToLong(JournalLine::amountMicros)
        .sum();
  }

  TrialBalance trialBalance() {
    TrialBalance balance = new TrialBalance();
    for (JournalLine line : journal) {
      balance.add(line.period(), line.bookingClass(), line.account().kind(), line.amountMicros());
    }
    return balance;
  }

  private SortedMap<Period, Map<BookingClass, AccountSums>> targets() {
    SortedMap<Period, Map<BookingClass, AccountSums>> targets = new TreeMap<>();
    booked().keySet().forEach(period -> targets.put(period, new HashMap<>()));
    months.forEach(
        (period, month) -> targets.put(period, divided(period, month.money(), month.pinned())));
    return targets;
  }

  /** Settle, claim and expiry of some of a month's money. */
  private Map<BookingClass, AccountSums> divided(
      Period period, List<Money> money, List<Claim> pinned) {
    AccountSums settled = credits(period, money, pinned);
    List<Earned> earned = new ArrayList<>();
    long fund = 0;
    for (Money each : money) {
      earned.add(
          new Earned(each.earnerId(), each.provider(), each.grossMicros(), each.poolMicros()));
      fund += each.fundMicros();
    }
    AccountSums claim = credits(period, money, claims).minus(settled);
    Map<BookingClass, AccountSums> classes = new HashMap<>();
    AccountSums settle = Earned.target(earned, Map.of(COMMONS, fund), settled);
    classes.put(BookingClass.SETTLE, settle);
    classes.put(BookingClass.CLAIM, claim.checkBalanced("What claims moved"));
    classes.put(BookingClass.EXPIRY, expiry.target(period, settle.plus(claim), months.lastKey()));
    return classes;
  }

  private static AccountSums credits(Period period, List<Money> money, List<Claim> claims) {
    LocalDate day = period.lastDay();
    ClaimResolver resolver =
        new ClaimResolver(
            PATTERNS, new ClaimRules(Map.of(), false, day), new Payees(List.of(), day));
    Map<Account, Long> sums = new HashMap<>();
    for (Money each : money) {
      each.sources()
          .forEach(
              (source, micros) -> {
                Credit credit =
                    new Credit(
                        SourceId.parse(source), DATA_SET, CreditPart.DOCUMENTS, micros, 1, 0);
                for (Outcome outcome : resolver.outcomes(credit, claims)) {
                  sums.merge(
                      Account.credit(
                          outcome.bucket(),
                          outcome.holderId(),
                          outcome.reason() == null ? null : outcome.reason().key(),
                          DATA_SET),
                      outcome.amountMicros(),
                      Math::addExact);
                }
              });
    }
    return AccountSums.of(sums);
  }
}
