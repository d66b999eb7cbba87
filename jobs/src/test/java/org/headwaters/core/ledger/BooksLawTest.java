package org.headwaters.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.headwaters.core.claims.Claim;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Wait;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to claims and months, the books balance, book nothing twice, and find back to
 * where they were when all of it is undone.
 */
final class BooksLawTest {
  private static final int SEQUENCES = Integer.getInteger("headwaters.sequences", 40);
  private static final int STEPS = 12;
  private static final Period FIRST = Period.parse("2026-01");
  private static final List<String> SOURCES =
      List.of("domain:a.example", "domain:b.example", "account:c.example/1");
  private static final List<String> HOLDERS = List.of("h-ada", "h-ben", "h-cy", "h-di");
  private static final List<String> PROVIDERS = List.of("Acme", "Bolt");

  private Random random = new Random(0);
  private Books books = new Books();

  @Test
  void theTrialBalanceNeverBreaksAndUndoingEverythingReturnsEveryAccount() {
    for (int seed = 0; seed < SEQUENCES; seed++) {
      random = new Random(seed);
      books = new Books();
      books.expiry =
          new Expiry(new Wait(random.nextInt(4), Books.COMMONS), new Wait(2, Books.COMMONS));
      settle(FIRST);
      books.book();
      Map<Period, Map<BookingClass, AccountSums>> before = held(books);
      Map<Period, Books.Month> months = new TreeMap<>(books.months);
      for (int step = 0; step < STEPS; step++) {
        change();
        List<JournalLine> earlier = List.copyOf(books.journal);
        everyHolderIsOwedWhatTheBooksSay(earlier, books.book());
        check(seed, step);
        assertThat(books.book()).as("seed %s: booked once", seed).isEmpty();
      }
      books.claims.clear();
      books.receipts.clear();
      books.paid.clear();
      books.states.clear();
      books.months.clear();
      books.months.putAll(months);
      books.book();
      check(seed, STEPS);
      assertThat(held(books)).as("seed %s: as it was", seed).isEqualTo(before);
    }
  }

  private void check(int seed, int step) {
    assertThat(books.trialBalance().breaches()).as("seed %s step %s", seed, step).isEmpty();
    assertThat(books.journal.stream().mapToLong(JournalLine::amountMicros).sum()).isZero();
    for (String provider : PROVIDERS) {
      long held = -books.balance("cash/" + provider);
      long onTheWay =
          books.paid.stream()
              .filter(each -> each.piece().provider().equals(provider))
              .filter(
                  each ->
                      books.states.getOrDefault(each.paymentId(), PaymentState.SENT)
                          == PaymentState.SENT)
              .mapToLong(each -> each.piece().micros())
              .sum();
      assertThat(held).as("seed %s: cash of %s", seed, provider).isGreaterThanOrEqualTo(onTheWay);
    }
    for (Period period : books.months.keySet()) {
      books.trialBalance().totals(period.toString()).check("seed " + seed);
    }
  }

  /** A row of statements opens with what was booked before, and closes with what is booked now. */
  private void everyHolderIsOwedWhatTheBooksSay(
      List<JournalLine> earlier, List<JournalLine> booked) {
    Map<Account, Long> owed = new HashMap<>();
    earlier.forEach(line -> owed.merge(line.account(), line.amountMicros(), Math::addExact));
    for (HolderMoves.Moved each : HolderMoves.of(booked, owed)) {
      Account account = Account.ofHolder(each.holderId());
      assertThat(each.openingMicros()).isEqualTo(owed.getOrDefault(account, 0L));
      assertThat(each.closingMicros())
          .isEqualTo(books.balance(account.text()))
          .isEqualTo(each.openingMicros() + each.creditsMicros() - each.debitsMicros());
      assertThat(Math.min(each.creditsMicros(), each.debitsMicros())).isNotNegative();
    }
  }

  /** What every account holds, without those of nothing. */
  private static Map<Period, Map<BookingClass, AccountSums>> held(Books books) {
    Map<Period, Map<BookingClass, AccountSums>> held = new TreeMap<>();
    books
        .booked()
        .forEach(
            (period, classes) -> {
              Map<BookingClass, AccountSums> rest = new HashMap<>(classes);
              rest.values().removeIf(AccountSums.NONE::equals);
              if (!rest.isEmpty()) {
                held.put(period, rest);
              }
            });
    return held;
  }

  private void change() {
    switch (random.nextInt(7)) {
      case 0 -> settle(books.months.lastKey().next());
      case 1 -> settle(FIRST.plusMonths(random.nextInt(books.months.size())));
      case 2 -> receive();
      case 3 -> pay();
      case 4 -> hear();
      default -> claim();
    }
  }

  /** A month, or another version of it: earned or refunded. */
  private void settle(Period period) {
    List<Books.Money> money = new ArrayList<>();
    for (String provider : PROVIDERS) {
      Map<String, Long> sources = new TreeMap<>();
      int sign = random.nextInt(4) == 0 ? -1 : 1;
      for (String source : SOURCES) {
        sources.put(source, sign * (long) random.nextInt(1_000_000_000));
      }
      money.add(
          new Books.Money(
              "service:" + provider,
              provider,
              sign * 20_000_000_000L,
              sign * (long) random.nextInt(50_000_000),
              sources));
    }
    books.settle(period, money.toArray(Books.Money[]::new));
  }

  private void receive() {
    long settles = random.nextInt(2_000_000_000);
    books.receipts.add(
        new Receipt(
            "in-" + books.receipts.size(),
            PROVIDERS.get(random.nextInt(PROVIDERS.size())),
            random.nextBoolean() ? null : FIRST.plusMonths(random.nextInt(books.months.size())),
            FIRST.lastDay(),
            settles == 0 ? 0 : settles - random.nextInt((int) Math.min(settles, 1_000)),
            settles));
    books.book();
  }

  /** Everybody has an account; some are the same, and one gives hers away. */
  private void pay() {
    List<Recipients.Party> parties = new ArrayList<>();
    for (String holder : HOLDERS) {
      parties.add(
          new Recipients.Party(
              holder,
              holder.equals("h-ben") ? "h-ada" : null,
              holder.equals("h-cy") ? "h-di" : null,
              true,
              0));
    }
    Map<String, Long> owed = new TreeMap<>();
    HOLDERS.forEach(holder -> owed.put(holder, books.balance("payable/" + holder)));
    PayoutPlan plan = books.pay(new Recipients(parties), random.nextInt(20_000_000));
    for (PayoutPlan.Transfer transfer : plan.transfers()) {
      long most =
          switch (transfer.payeeId()) {
            case "h-ada" -> owed.get("h-ada") + owed.get("h-ben");
            case "h-di" -> Math.max(0, owed.get("h-di")) + Math.max(0, owed.get("h-cy"));
            default -> owed.getOrDefault(transfer.payeeId(), 0L);
          };
      assertThat(transfer.micros()).isPositive().isLessThanOrEqualTo(most);
      assertThat(transfer.micros() % 10_000).isZero();
    }
    books.book();
    assertThat(books.pay(new Recipients(parties), 0).transfers().stream().mapToLong(each -> 1))
        .as("at most what was below the minimum is paid at once again")
        .hasSizeLessThanOrEqualTo(plan.held().size());
  }

  /** The bank says what became of a payment. */
  private void hear() {
    if (!books.paid.isEmpty()) {
      String payment = books.paid.get(random.nextInt(books.paid.size())).paymentId();
      PaymentState[] states = PaymentState.values();
      books.states.put(payment, states[random.nextInt(states.length)]);
    }
  }

  private void claim() {
    String holder = HOLDERS.get(random.nextInt(HOLDERS.size()));
    String source = SOURCES.get(random.nextInt(SOURCES.size()));
    books.claims.removeIf(
        claim -> claim.holderId().equals(holder) && claim.pattern().text().equals(source));
    Claim.Status[] states = Claim.Status.values();
    books.claims.add(
        Books.claim(
            holder,
            source,
            random.nextInt(5) == 0 ? null : random.nextInt(1_000_000),
            states[random.nextInt(states.length)]));
  }
}
