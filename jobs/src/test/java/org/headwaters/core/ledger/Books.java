package org.headwaters.core.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.claims.Claim;
import org.headwaters.core.claims.ClaimPatterns;
import org.headwaters.core.claims.ClaimResolver;
import org.headwaters.core.claims.ClaimRules;
import org.headwaters.core.claims.CommunityMember;
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
  private static final Set<AccountKind> WAITS_OR_IS_OWED =
      EnumSet.of(
          AccountKind.FUND,
          AccountKind.PAYABLE,
          AccountKind.UNCLAIMED,
          AccountKind.ON_HOLD,
          AccountKind.UNDISCLOSED);
  private static final ClaimPatterns PATTERNS = new ClaimPatterns(new Sites(host -> host));

  final List<JournalLine> journal = new ArrayList<>();
  final SortedMap<Period, Month> months = new TreeMap<>();
  final List<Claim> claims = new ArrayList<>();
  final List<CommunityMember> members = new ArrayList<>();
  final List<Receipt> receipts = new ArrayList<>();
  final List<Paid> paid = new ArrayList<>();
  final Map<String, PaymentState> states = new HashMap<>();
  Expiry expiry = EXPIRY;

  /**
   * A month as it was settled.
   *
   * @param pinned who claimed what at that time
   */
  record Month(List<Money> money, Claimed pinned) {
    Month {
      money = List.copyOf(money);
    }
  }

  /** Claims and communities as they were delivered at some time. */
  record Claimed(List<Claim> claims, List<CommunityMember> members) {
    Claimed {
      claims = List.copyOf(claims);
      members = List.copyOf(members);
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

  /** A piece of a payment. */
  record Paid(String paymentId, PayoutPlan.Piece piece) {}

  static Claim claim(String holder, String source, @Nullable Integer ppm, Claim.Status status) {
    return new Claim(
        holder, "claim on " + source, true, SourceId.parse(source), ppm, status, false, null, null);
  }

  /** Books, or books again, a month with today's claims. */
  void settle(Period period, Money... money) {
    months.put(period, new Month(List.of(money), new Claimed(claims, members)));
  }

  /** Books everything that has to be booked now, and returns it. */
  List<JournalLine> book() {
    List<JournalLine> lines = missing();
    journal.addAll(lines);
    return lines;
  }

  /** Everything that has to be booked now, in the order of months and classes. */
  List<JournalLine> missing() {
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
    SortedMap<Period, AccountSums> settled = new TreeMap<>();
    targets.forEach(
        (period, classes) ->
            settled.put(period, classes.getOrDefault(BookingClass.SETTLE, AccountSums.NONE)));
    Receipt.book(settled, receipts)
        .targets()
        .forEach((period, sums) -> targets.get(period).put(BookingClass.RECEIPT, sums));
    payments()
        .forEach(
            (period, sums) ->
                targets
                    .computeIfAbsent(period, each -> new HashMap<>())
                    .put(BookingClass.PAYOUT, AccountSums.of(sums)));
    return targets;
  }

  private Map<Period, Map<Account, Long>> payments() {
    Map<Period, Map<Account, Long>> payments = new TreeMap<>();
    for (Paid each : paid) {
      PayoutPlan.Piece piece = each.piece();
      PaymentState state = states.getOrDefault(each.paymentId(), PaymentState.SENT);
      if (state.isPaid()) {
        Map<Account, Long> sums =
            payments.computeIfAbsent(piece.period(), month -> new HashMap<>());
        sums.merge(piece.account(), -piece.micros(), Long::sum);
        sums.merge(
            state == PaymentState.SETTLED
                ? Account.of(AccountKind.CASH, piece.provider())
                : Account.of(AccountKind.IN_TRANSIT, each.paymentId()),
            piece.micros(),
            Long::sum);
      }
    }
    return payments;
  }

  /** Pays what may be paid, whole cents, by what is booked. */
  PayoutPlan pay(Recipients recipients, long minimumMicros) {
    SortedMap<Account, Long> owed = new TreeMap<>();
    for (JournalLine line : journal) {
      if (line.account().kind() == AccountKind.PAYABLE
          || line.account().kind() == AccountKind.FUND) {
        owed.merge(line.account(), line.amountMicros(), Math::addExact);
      }
    }
    PayoutPlan plan = PayoutPlan.of(recipients, owed, funded(), minimumMicros, 10_000);
    for (PayoutPlan.Transfer transfer : plan.transfers()) {
      String id = "payment-" + (paid.size() + 1);
      transfer.pieces().forEach(piece -> paid.add(new Paid(id, piece)));
    }
    return plan;
  }

  /** What may be paid from each provider's cash, less what was. */
  private List<PayoutPlan.Piece> funded() {
    List<PayoutPlan.Piece> funded = new ArrayList<>();
    booked()
        .forEach(
            (period, classes) -> {
              Month month =
                  months.getOrDefault(
                      period, new Month(List.of(), new Claimed(List.of(), List.of())));
              month.money().stream()
                  .map(Money::provider)
                  .distinct()
                  .forEach(
                      provider ->
                          Funding.of(
                                  Account.due(provider),
                                  classes.getOrDefault(BookingClass.SETTLE, AccountSums.NONE),
                                  classes.getOrDefault(BookingClass.RECEIPT, AccountSums.NONE),
                                  parts(period, month, provider))
                              .forEach(
                                  (account, micros) ->
                                      funded.add(
                                          lessPaid(
                                              new PayoutPlan.Piece(
                                                  account, period, provider, micros)))));
            });
    funded.removeIf(
        piece ->
            piece.account().kind() != AccountKind.PAYABLE
                && piece.account().kind() != AccountKind.FUND);
    return funded;
  }

  private SortedMap<Account, Long> parts(Period period, Month month, String provider) {
    SortedMap<Account, Long> parts = new TreeMap<>();
    divided(
            period,
            month.money().stream().filter(each -> each.provider().equals(provider)).toList(),
            month.pinned())
        .values()
        .forEach(
            sums ->
                sums.forEach(
                    (account, micros) -> {
                      if (WAITS_OR_IS_OWED.contains(account.kind())) {
                        parts.merge(account, micros, Math::addExact);
                      }
                    }));
    return parts;
  }

  private PayoutPlan.Piece lessPaid(PayoutPlan.Piece funded) {
    long before =
        paid.stream()
            .filter(
                each ->
                    states.getOrDefault(each.paymentId(), PaymentState.SENT).isPaid()
                        && each.piece().account().equals(funded.account())
                        && each.piece().period().equals(funded.period())
                        && each.piece().provider().equals(funded.provider()))
            .mapToLong(each -> each.piece().micros())
            .sum();
    return new PayoutPlan.Piece(
        funded.account(), funded.period(), funded.provider(), funded.micros() - before);
  }

  /** Settle, claim and expiry of some of a month's money. */
  private Map<BookingClass, AccountSums> divided(Period period, List<Money> money, Claimed pinned) {
    AccountSums settled = credits(period, money, pinned);
    List<Earned> earned = new ArrayList<>();
    long fund = 0;
    for (Money each : money) {
      earned.add(
          new Earned(each.earnerId(), each.provider(), each.grossMicros(), each.poolMicros()));
      fund += each.fundMicros();
    }
    AccountSums claim = credits(period, money, new Claimed(claims, members)).minus(settled);
    Map<BookingClass, AccountSums> classes = new HashMap<>();
    AccountSums settle = Earned.target(earned, Map.of(COMMONS, fund), settled);
    classes.put(BookingClass.SETTLE, settle);
    classes.put(BookingClass.CLAIM, claim.checkBalanced("What claims moved"));
    classes.put(BookingClass.EXPIRY, expiry.target(period, settle.plus(claim), months.lastKey()));
    return classes;
  }

  private static AccountSums credits(Period period, List<Money> money, Claimed claimed) {
    LocalDate day = period.lastDay();
    ClaimResolver resolver =
        new ClaimResolver(
            PATTERNS, new ClaimRules(Map.of(), false, day), new Payees(claimed.members(), day));
    Map<Account, Long> sums = new HashMap<>();
    for (Money each : money) {
      each.sources()
          .forEach(
              (source, micros) -> {
                Credit credit =
                    new Credit(
                        SourceId.parse(source), DATA_SET, CreditPart.DOCUMENTS, micros, 1, 0);
                for (Outcome outcome : resolver.outcomes(credit, claimed.claims())) {
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
