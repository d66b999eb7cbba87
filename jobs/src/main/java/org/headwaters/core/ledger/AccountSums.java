package org.headwaters.core.ledger;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.headwaters.core.Breach;

/**
 * What accounts hold, in micros, in the order of their names. An account that is not there holds 0,
 * so two of these are equal if they say the same. Additions that do not fit are errors.
 */
public final class AccountSums {
  /** Nothing anywhere. */
  public static final AccountSums NONE = new AccountSums(new TreeMap<>());

  private final SortedMap<Account, Long> micros;

  private AccountSums(SortedMap<Account, Long> micros) {
    this.micros = Collections.unmodifiableSortedMap(micros);
  }

  /** Copies; accounts of 0 are left out. */
  public static AccountSums of(Map<Account, Long> micros) {
    SortedMap<Account, Long> sums = new TreeMap<>(micros);
    sums.values().removeIf(amount -> amount == 0);
    return new AccountSums(sums);
  }

  /** What is booked, by class. */
  public static Map<BookingClass, AccountSums> byClass(Iterable<JournalLine> lines) {
    Map<BookingClass, Map<Account, Long>> sums = new EnumMap<>(BookingClass.class);
    for (JournalLine line : lines) {
      sums.computeIfAbsent(line.bookingClass(), each -> new HashMap<>())
          .merge(line.account(), line.amountMicros(), Math::addExact);
    }
    Map<BookingClass, AccountSums> byClass = new EnumMap<>(BookingClass.class);
    sums.forEach((each, accounts) -> byClass.put(each, of(accounts)));
    return byClass;
  }

  /** Account by account. */
  public AccountSums plus(AccountSums other) {
    SortedMap<Account, Long> sums = new TreeMap<>(micros);
    other.micros.forEach((account, amount) -> sums.merge(account, amount, Math::addExact));
    return of(sums);
  }

  /** Account by account. */
  public AccountSums minus(AccountSums other) {
    SortedMap<Account, Long> sums = new TreeMap<>(micros);
    other.micros.forEach(
        (account, amount) -> sums.merge(account, Math.negateExact(amount), Math::addExact));
    return of(sums);
  }

  /** What one account holds. */
  public long of(Account account) {
    return micros.getOrDefault(account, 0L);
  }

  /** What all accounts of a kind hold. */
  public long of(AccountKind kind) {
    return micros.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == kind)
        .mapToLong(Map.Entry::getValue)
        .reduce(0, Math::addExact);
  }

  /** What all of them hold together: 0 where every debit has its credit. */
  public long total() {
    return micros.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
  }

  /** Throws {@link Breach} unless debits and credits are equal. */
  public AccountSums checkBalanced(String what) {
    Breach.check(
        total() == 0,
        "%s: debits and credits differ by %d micros over %s. Nothing was booked; this is a defect"
            + " of Headwaters.",
        what,
        total(),
        micros);
    return this;
  }

  /** In the order of the accounts' names. */
  public void forEach(BiConsumer<Account, Long> each) {
    micros.forEach(each);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccountSums sums && sums.micros.equals(micros);
  }

  @Override
  public int hashCode() {
    return micros.hashCode();
  }

  @Override
  public String toString() {
    return micros.toString();
  }
}
