package org.headwaters.core.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Period;
import org.jspecify.annotations.Nullable;

/**
 * Money that a provider paid in, at the rates of its day: the class {@link BookingClass#RECEIPT}.
 *
 * @param period the month that it names; null where it names none
 * @param cashMicros what arrived
 * @param settlesMicros the due that it discharges: more where charges were taken off, and other
 *     where rates moved since
 */
public record Receipt(
    String receiptId,
    String provider,
    @Nullable Period period,
    LocalDate receivedOn,
    long cashMicros,
    long settlesMicros) {
  /** What all receipts together may come to, so that no account of theirs can overflow. */
  private static final long MOST = 1L << 61;

  private static final Comparator<Receipt> ORDER =
      Comparator.comparing(Receipt::receivedOn).thenComparing(Receipt::receiptId, KeyOrder.UTF8);

  /** Throws {@link Breach} for amounts that would take money out. */
  public Receipt {
    Breach.check(
        cashMicros >= 0 && settlesMicros >= 0,
        "Receipt %s brings %d micros and settles %d; both are 0 or more.",
        receiptId,
        cashMicros,
        settlesMicros);
  }

  /**
   * What is booked of receipts.
   *
   * @param targets of each month that they reach
   * @param waiting those whose month, or whose provider, no booked month knows
   * @param tooMuch those that would take all receipts together over 2^61 micros, in the order in
   *     which they came in
   */
  public record Booked(
      SortedMap<Period, AccountSums> targets, List<Receipt> waiting, List<Receipt> tooMuch) {
    /** Copies. */
    public Booked {
      targets = new TreeMap<>(targets);
      waiting = List.copyOf(waiting);
      tooMuch = List.copyOf(tooMuch);
    }
  }

  /**
   * Receipts that name a month go to it; then the others, as they came in, to what is still due of
   * that provider, oldest month first. What is more than is due stays with the provider, as its
   * credit in its latest month.
   *
   * @param settled the accounts of {@link BookingClass#SETTLE} of every booked month
   */
  public static Booked book(SortedMap<Period, AccountSums> settled, Collection<Receipt> receipts) {
    Map<Account, NavigableMap<Period, Long>> open = open(settled);
    Map<Period, Map<Account, Long>> targets = new HashMap<>();
    List<Receipt> waiting = new ArrayList<>();
    List<Receipt> tooMuch = new ArrayList<>();
    List<Receipt> ordered = withinReach(receipts, tooMuch);
    for (boolean named : new boolean[] {true, false}) {
      for (Receipt receipt : ordered) {
        if ((receipt.period != null) == named) {
          NavigableMap<Period, Long> due = open.get(Account.due(receipt.provider));
          SortedMap<Period, Long> discharged = due == null ? null : receipt.discharge(due);
          if (discharged == null) {
            waiting.add(receipt);
          } else {
            receipt.add(discharged, targets);
          }
        }
      }
    }
    SortedMap<Period, AccountSums> sums = new TreeMap<>();
    targets.forEach(
        (period, accounts) ->
            sums.put(
                period, AccountSums.of(accounts).checkBalanced("What was received of " + period)));
    return new Booked(sums, waiting, tooMuch);
  }

  /** In the order in which they came in, as long as all together can be added up. */
  private static List<Receipt> withinReach(
      Collection<Receipt> receipts, Collection<Receipt> tooMuch) {
    List<Receipt> ordered = new ArrayList<>(receipts);
    ordered.sort(ORDER);
    List<Receipt> within = new ArrayList<>();
    long rest = MOST;
    for (Receipt receipt : ordered) {
      long larger = Math.max(receipt.cashMicros, receipt.settlesMicros);
      if (larger > rest) {
        tooMuch.add(receipt);
      } else {
        rest -= larger;
        within.add(receipt);
      }
    }
    return within;
  }

  /** What each provider owes by month; less than 0 where it is owed. */
  private static Map<Account, NavigableMap<Period, Long>> open(
      SortedMap<Period, AccountSums> settled) {
    Map<Account, NavigableMap<Period, Long>> open = new HashMap<>();
    settled.forEach(
        (period, accounts) ->
            accounts.forEach(
                (account, micros) -> {
                  if (account.kind() == AccountKind.DUE) {
                    open.computeIfAbsent(account, each -> new TreeMap<>())
                        .put(period, Math.negateExact(micros));
                  }
                }));
    return open;
  }

  /** Takes from what is due, and says what by month; null where its month owes nothing to it. */
  private @Nullable SortedMap<Period, Long> discharge(NavigableMap<Period, Long> due) {
    SortedMap<Period, Long> discharged = new TreeMap<>();
    if (period != null) {
      if (!due.containsKey(period)) {
        return null;
      }
      discharged.put(period, settlesMicros);
    } else {
      long rest = settlesMicros;
      for (Map.Entry<Period, Long> month : due.entrySet()) {
        long taken = Math.min(rest, Math.max(0, month.getValue()));
        if (taken > 0) {
          discharged.put(month.getKey(), taken);
          rest -= taken;
        }
      }
      if (rest > 0 || discharged.isEmpty()) {
        discharged.merge(due.lastKey(), rest, Math::addExact);
      }
    }
    discharged.forEach(
        (month, micros) -> due.merge(month, Math.negateExact(micros), Math::addExact));
    return discharged;
  }

  /** Its cash follows what it discharges, by the split rule; the difference is {@code fx}. */
  private void add(SortedMap<Period, Long> discharged, Map<Period, Map<Account, Long>> targets) {
    long before = 0;
    for (Map.Entry<Period, Long> month : discharged.entrySet()) {
      long settles = month.getValue();
      long cash =
          settlesMicros == 0
              ? cashMicros
              : Apportionment.part(cashMicros, before, settles, settlesMicros);
      before = Math.addExact(before, settles);
      Map<Account, Long> accounts =
          targets.computeIfAbsent(month.getKey(), each -> new HashMap<>());
      accounts.merge(
          Account.of(AccountKind.CASH, provider), Math.negateExact(cash), Math::addExact);
      accounts.merge(Account.due(provider), settles, Math::addExact);
      accounts.merge(
          Account.of(AccountKind.FX, provider), Math.subtractExact(cash, settles), Math::addExact);
    }
  }
}
