package org.headwaters.jobs.period;

import java.util.List;
import java.util.Optional;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Policy;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;

/** The one currency that a lake reports in: sums of two would say nothing. */
public final class LakeCurrency {
  private LakeCurrency() {}

  /**
   * The currency of the policies that the settings name.
   *
   * @throws UsageError if they name two, or another than what is booked
   */
  public static String of(JobContext context, BookingChain chain) {
    String currency = Policy.currencyOf(context.policies());
    List<Booking> divided = chain.all().stream().filter(Booking::divides).toList();
    if (divided.isEmpty()
        || divided.stream().anyMatch(each -> each.policyAmong(context.policies()).isPresent())) {
      return currency;
    }
    Booking last = divided.get(divided.size() - 1);
    Optional<String> booked = RunPins.read(context.lake(), last.runId()).reportingCurrency();
    UsageError.check(
        booked.isEmpty() || booked.get().equals(currency),
        "Cannot go on in %s: this lake is booked in %s. Keep reporting_currency, or book in a lake"
            + " of its own.",
        currency,
        booked.orElse(currency));
    return currency;
  }
}
