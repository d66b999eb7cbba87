package org.headwaters.core.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.headwaters.core.Named;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Period;

/**
 * Who is paid how much now, and why others are not.
 *
 * @param transfers one a payee, in the order of their names
 * @param held what is owed and not paid, by holder
 */
public record PayoutPlan(List<Transfer> transfers, List<Held> held) {
  private static final Comparator<Piece> OLDEST_FIRST =
      Comparator.comparing(Piece::period)
          .thenComparing(Piece::provider, KeyOrder.UTF8)
          .thenComparing(Piece::account);

  /** Copies. */
  public PayoutPlan {
    transfers = List.copyOf(transfers);
    held = List.copyOf(held);
  }

  /** What an account is paid of a month, from a provider's cash. */
  public record Piece(Account account, Period period, String provider, long micros) {}

  /** One payment. */
  public record Transfer(String payeeId, List<Piece> pieces) {
    /** Copies. */
    public Transfer {
      pieces = List.copyOf(pieces);
    }

    /** What is paid, whole minor units. */
    public long micros() {
      return pieces.stream().mapToLong(Piece::micros).reduce(0, Math::addExact);
    }
  }

  /** Why something that is owed is not paid now. */
  public enum Why implements Named {
    /** No account to pay to is known, or where theirs goes is contradicted. */
    NO_ACCOUNT("for no account to pay to is known: give an IBAN as payout_address in holders"),
    /** Providers have not paid it in. */
    UNFUNDED("for providers have not paid it in: deliver receipts once they have"),
    /** It is less than a payment is made for. */
    BELOW_MINIMUM("which is less than the smallest payment: it is carried");

    private final String clause;

    Why(String clause) {
      this.clause = clause;
    }

    /** The reason, and what to do, as the end of a sentence. */
    public String clause() {
      return clause;
    }
  }

  /** What is owed to a holder, with those who are the same, and not paid. */
  public record Held(String holderId, long micros, Why why) {}

  /** What somebody is to be paid if it is enough. */
  private record Claimed(long micros, List<Piece> funded) {}

  /**
   * Plans.
   *
   * @param owed what each account of holders and funds holds over all months and classes
   * @param funded what of it may be paid from a provider's cash, less what was paid already
   * @param minimumMicros less than this is not paid, nor less than the payee wants
   * @param minorUnitMicros what is paid is whole units of this, rounded down
   */
  public static PayoutPlan of(
      Recipients recipients,
      SortedMap<Account, Long> owed,
      Collection<Piece> funded,
      long minimumMicros,
      long minorUnitMicros) {
    List<Held> held = new ArrayList<>();
    SortedMap<String, List<Claimed>> byPayee = new TreeMap<>(KeyOrder.UTF8);
    SortedMap<String, Long> wanted = new TreeMap<>(KeyOrder.UTF8);
    for (Map.Entry<SortedSet<String>, Long> group : balances(recipients, owed).entrySet()) {
      long balance = group.getValue();
      if (balance <= 0) {
        continue;
      }
      String holder = group.getKey().first();
      List<Piece> pieces = funded(group.getKey(), funded);
      long payable = Math.min(balance, sum(pieces));
      if (payable < balance) {
        held.add(new Held(holder, balance - payable, Why.UNFUNDED));
      }
      if (payable <= 0) {
        continue;
      }
      Optional<Recipients.Party> payee = recipients.payee(holder);
      if (payee.isEmpty()) {
        held.add(new Held(holder, payable, Why.NO_ACCOUNT));
        continue;
      }
      String payeeId = payee.get().id();
      byPayee.computeIfAbsent(payeeId, each -> new ArrayList<>()).add(new Claimed(payable, pieces));
      wanted.merge(payeeId, payable, Math::addExact);
    }
    List<Transfer> transfers = new ArrayList<>();
    byPayee.forEach(
        (payeeId, claimed) -> {
          long micros = wanted.getOrDefault(payeeId, 0L);
          long paid = micros - micros % minorUnitMicros;
          if (paid < Math.max(minimumMicros, recipients.minimumMicros(payeeId)) || paid == 0) {
            held.add(new Held(payeeId, micros, Why.BELOW_MINIMUM));
          } else {
            transfers.add(new Transfer(payeeId, taken(claimed, paid)));
          }
        });
    return new PayoutPlan(transfers, held);
  }

  /** What those who are the same are owed together: a negative month is set off. */
  private static Map<SortedSet<String>, Long> balances(
      Recipients recipients, SortedMap<Account, Long> owed) {
    Map<SortedSet<String>, Long> balances =
        new TreeMap<>(Comparator.comparing(same -> same.first(), KeyOrder.UTF8));
    owed.forEach(
        (account, micros) ->
            balances.merge(recipients.same(account.holderId()), micros, Math::addExact));
    return balances;
  }

  private static List<Piece> funded(SortedSet<String> group, Collection<Piece> all) {
    List<Piece> funded = new ArrayList<>();
    for (Piece piece : all) {
      if (piece.micros() > 0 && group.contains(piece.account().holderId())) {
        funded.add(piece);
      }
    }
    funded.sort(OLDEST_FIRST);
    return funded;
  }

  private static long sum(List<Piece> pieces) {
    return pieces.stream().mapToLong(Piece::micros).reduce(0, Math::addExact);
  }

  /** Oldest month first, nobody more than is theirs; what is not whole stays in the latest. */
  private static List<Piece> taken(List<Claimed> claimed, long micros) {
    List<Piece> all = new ArrayList<>();
    for (Claimed each : claimed) {
      all.addAll(cut(each.funded(), each.micros()));
    }
    all.sort(OLDEST_FIRST);
    List<Piece> taken = cut(all, micros);
    Breach.check(sum(taken) == micros, "A payment of %s micros takes %s.", micros, sum(taken));
    return taken;
  }

  private static List<Piece> cut(List<Piece> pieces, long micros) {
    List<Piece> taken = new ArrayList<>();
    long rest = micros;
    for (Piece piece : pieces) {
      long part = Math.min(rest, piece.micros());
      if (part > 0) {
        taken.add(new Piece(piece.account(), piece.period(), piece.provider(), part));
        rest -= part;
      }
    }
    return taken;
  }
}
