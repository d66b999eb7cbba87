package org.headwaters.core.ledger;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.money.Apportionment;

/**
 * What of a month's accounts is covered by money that its provider really paid in.
 *
 * <p><b>Example.</b> 10 EUR are due, 5 EUR came in: of Ada's 6 EUR 3 are funded, and 2 of the 4 EUR
 * that nobody has claimed; those stay where they are, so nobody else is paid from them.
 */
public final class Funding {
  private Funding() {}

  /**
   * Splits what is funded over the provider's positive parts, in the order of accounts.
   *
   * @param due what the provider owes of the month, as it is settled now; cash that it is owed back
   *     funds nobody
   * @param received the accounts of {@link BookingClass#RECEIPT} of the month
   * @param parts the provider's part in each account that its money is owed to or waits at
   * @return at most the part of each; accounts without any are left out
   */
  public static SortedMap<Account, Long> of(
      Account due, AccountSums settled, AccountSums received, SortedMap<Account, Long> parts) {
    long owed = Math.negateExact(settled.of(due));
    long cash = Math.negateExact(received.of(Account.of(AccountKind.CASH, due.subject())));
    long funded = Math.min(owed, Math.min(received.of(due), cash));
    SortedMap<Account, Long> split = new TreeMap<>();
    if (funded <= 0) {
      return split;
    }
    List<Account> accounts = new ArrayList<>();
    List<BigInteger> weights = new ArrayList<>();
    BigInteger total = BigInteger.ZERO;
    for (var part : parts.entrySet()) {
      if (part.getValue() > 0) {
        accounts.add(part.getKey());
        weights.add(BigInteger.valueOf(part.getValue()));
        total = total.add(BigInteger.valueOf(part.getValue()));
      }
    }
    List<BigInteger> shares = Apportionment.split(BigInteger.valueOf(funded).min(total), weights);
    for (int i = 0; i < shares.size(); i++) {
      if (shares.get(i).signum() > 0) {
        split.put(accounts.get(i), shares.get(i).longValueExact());
      }
    }
    return split;
  }
}
