package org.headwaters.jobs.period;

import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.ledger.AccountSums;
import org.headwaters.core.policy.Period;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;

/** What every account holds of each booked month, all classes together. */
public final class BookedAccounts {
  private BookedAccounts() {}

  /** Reads the journal; grows with holders and assets. */
  public static SortedMap<Period, AccountSums> read(Lake lake) {
    BookingChain chain = BookingChain.read(lake);
    SortedMap<Period, AccountSums> accounts = new TreeMap<>();
    PeriodJournal.booked(lake, chain, chain.periods())
        .forEach(
            (period, classes) ->
                accounts.put(
                    period, classes.values().stream().reduce(AccountSums.NONE, AccountSums::plus)));
    return accounts;
  }
}
