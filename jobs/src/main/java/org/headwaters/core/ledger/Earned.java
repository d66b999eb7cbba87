package org.headwaters.core.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an earner earned in a period, and passes on: the class {@link BookingClass#SETTLE} begins
 * with it.
 *
 * @param provider who has to pay the pool in; null where the earner names none
 * @param grossMicros what customers paid, less refunds
 * @param poolMicros what is passed on; the rest is retained
 */
public record Earned(
    String earnerId, @Nullable String provider, long grossMicros, long poolMicros) {

  /**
   * The whole target of {@link BookingClass#SETTLE}: what was earned, what funds take of it, and
   * where the credits are. It balances, or the credits are not those of these pools.
   *
   * @param funds what each fund takes, by {@code fund:commons}
   * @param credits payable, unclaimed, on hold and undisclosed
   */
  public static AccountSums target(
      Collection<Earned> earned, Map<String, Long> funds, AccountSums credits) {
    return accounts(earned, funds).plus(credits).checkBalanced("What was settled");
  }

  /** The same without the credits: what has to meet them. */
  public static AccountSums accounts(Collection<Earned> earned, Map<String, Long> funds) {
    Map<Account, Long> sums = new HashMap<>();
    for (Earned each : earned) {
      long retained = Math.subtractExact(each.grossMicros, each.poolMicros);
      add(sums, Account.of(AccountKind.REVENUE, each.earnerId), Math.negateExact(each.grossMicros));
      add(sums, Account.of(AccountKind.RETAINED, each.earnerId), retained);
      add(sums, Account.of(AccountKind.PASSED_ON, each.earnerId), each.poolMicros);
      add(sums, Account.due(each.provider), Math.negateExact(each.poolMicros));
    }
    funds.forEach((fund, micros) -> add(sums, Account.fund(fund), micros));
    return AccountSums.of(sums);
  }

  private static void add(Map<Account, Long> sums, Account account, long micros) {
    sums.merge(account, micros, Math::addExact);
  }
}
