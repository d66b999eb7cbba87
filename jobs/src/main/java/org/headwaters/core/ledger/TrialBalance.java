package org.headwaters.core.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.Breach;

/**
 * Whether the books balance: every class of a period sums to zero and keeps to its accounts;
 * revenue is what earners retain and pass on; what is passed on is due; and what is due is with
 * funds and holders or waits in a bucket. What came in and went out is no part of these: it says
 * how much of what is due and owed was paid. Grain of what it is told: period, class, kind of
 * account.
 */
public final class TrialBalance {
  private static final List<AccountKind> DUE_GOES_TO =
      List.of(
          AccountKind.FUND,
          AccountKind.PAYABLE,
          AccountKind.UNCLAIMED,
          AccountKind.ON_HOLD,
          AccountKind.UNDISCLOSED);

  private final SortedMap<String, Map<BookingClass, Map<AccountKind, Long>>> sums = new TreeMap<>();

  /** Adds a line, or the sum of many. */
  public void add(String period, BookingClass bookingClass, AccountKind kind, long amountMicros) {
    sums.computeIfAbsent(period, each -> new EnumMap<>(BookingClass.class))
        .computeIfAbsent(bookingClass, each -> new EnumMap<>(AccountKind.class))
        .merge(kind, amountMicros, Math::addExact);
  }

  /** What does not hold, a sentence each; empty if the books balance. */
  public List<String> breaches() {
    List<String> breaches = new ArrayList<>();
    sums.forEach(
        (period, classes) -> {
          classes.forEach((each, kinds) -> classBreaches(period, each, kinds, breaches));
          Map<AccountKind, Long> divided = divided(classes);
          equal(
              breaches,
              period,
              "revenue",
              debit(divided, AccountKind.REVENUE),
              "retained + passed_on",
              Math.addExact(of(divided, AccountKind.RETAINED), of(divided, AccountKind.PASSED_ON)));
          equal(
              breaches,
              period,
              "passed_on",
              of(divided, AccountKind.PASSED_ON),
              "due",
              debit(divided, AccountKind.DUE));
          equal(
              breaches,
              period,
              "due",
              debit(divided, AccountKind.DUE),
              "fund + payable + unclaimed + on_hold + undisclosed",
              goesTo(divided));
        });
    return breaches;
  }

  /** Throws {@link Breach} with all that does not hold. */
  public void check() {
    List<String> breaches = breaches();
    Breach.check(
        breaches.isEmpty(),
        "The books do not balance: %s Nothing was booked; this is a defect of Headwaters.",
        String.join(" ", breaches));
  }

  /** Gross, and where it is. */
  public PeriodTotals totals(String period) {
    Map<AccountKind, Long> divided = divided(sums.getOrDefault(period, Map.of()));
    return new PeriodTotals(
        debit(divided, AccountKind.REVENUE),
        of(divided, AccountKind.RETAINED),
        of(divided, AccountKind.FUND),
        of(divided, AccountKind.PAYABLE),
        of(divided, AccountKind.UNCLAIMED),
        of(divided, AccountKind.ON_HOLD),
        of(divided, AccountKind.UNDISCLOSED));
  }

  private static void classBreaches(
      String period, BookingClass each, Map<AccountKind, Long> kinds, List<String> breaches) {
    long total = kinds.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
    equal(breaches, period, each.key() + ": debits and credits", total, "nothing", 0);
    kinds.forEach(
        (kind, micros) -> {
          if (micros != 0 && !each.accounts().contains(kind)) {
            breaches.add(
                String.format(
                    Locale.ROOT,
                    "%s: class %s has %d micros on accounts %s, which it never moves.",
                    period,
                    each.key(),
                    micros,
                    kind.key()));
          }
        });
  }

  private static Map<AccountKind, Long> divided(Map<BookingClass, Map<AccountKind, Long>> classes) {
    Map<AccountKind, Long> divided = new EnumMap<>(AccountKind.class);
    classes.forEach(
        (each, kinds) -> {
          if (each.divides()) {
            kinds.forEach((kind, micros) -> divided.merge(kind, micros, Math::addExact));
          }
        });
    return divided;
  }

  private static long goesTo(Map<AccountKind, Long> divided) {
    return DUE_GOES_TO.stream().mapToLong(kind -> of(divided, kind)).reduce(0, Math::addExact);
  }

  private static long of(Map<AccountKind, Long> kinds, AccountKind kind) {
    return kinds.getOrDefault(kind, 0L);
  }

  private static long debit(Map<AccountKind, Long> kinds, AccountKind kind) {
    return Math.negateExact(of(kinds, kind));
  }

  private static void equal(
      List<String> breaches, String period, String what, long one, String is, long other) {
    if (one != other) {
      breaches.add(
          String.format(
              Locale.ROOT, "%s: %s is %d micros, but %s is %d.", period, what, one, is, other));
    }
  }
}
