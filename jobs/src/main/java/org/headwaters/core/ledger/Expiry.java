package org.headwaters.core.ledger;

import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Wait;

/**
 * The class {@link BookingClass#EXPIRY}: money of a period that waited longer than its own policy
 * says goes to a fund. It is a function of what waits, so a late claim takes its part back from the
 * fund, and a claim that is lost gives it to the fund again.
 *
 * @param unclaimed how long what nobody claims waits
 * @param undisclosed how long what nobody could be named for waits
 */
public record Expiry(Wait unclaimed, Wait undisclosed) {

  /**
   * The target for a period.
   *
   * @param waiting what is booked of the period by settle and claim together
   * @param latest the latest month booked or being booked: its last day is what ages are told by
   */
  public AccountSums target(Period period, AccountSums waiting, Period latest) {
    Map<Account, Long> target = new HashMap<>();
    waiting.forEach(
        (account, micros) -> {
          if (expired(account.kind(), period, latest)) {
            Account fund = fund(account.kind());
            target.merge(account, Math.negateExact(micros), Math::addExact);
            target.merge(fund, micros, Math::addExact);
          }
        });
    return AccountSums.of(target).checkBalanced("What expired of " + period);
  }

  /** Where money of this kind goes that waited too long. */
  public Account fund(AccountKind kind) {
    return Account.fund(wait(kind).then());
  }

  /** Whether money of this kind and period has waited longer than its months. */
  public boolean expired(AccountKind kind, Period period, Period latest) {
    if (kind != AccountKind.UNCLAIMED && kind != AccountKind.UNDISCLOSED) {
      return false;
    }
    return ChronoUnit.MONTHS.between(period.month(), latest.month()) > wait(kind).holdMonths();
  }

  private Wait wait(AccountKind kind) {
    return kind == AccountKind.UNCLAIMED ? unclaimed : undisclosed;
  }
}
