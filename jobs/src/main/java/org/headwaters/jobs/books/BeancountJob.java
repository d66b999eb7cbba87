package org.headwaters.jobs.books;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Account;
import org.headwaters.core.ledger.AccountSums;
import org.headwaters.core.ledger.Beancount;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.JournalLine;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.period.LakeCurrency;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Bookings;
import org.headwaters.tables.Journal;
import org.headwaters.transforms.BySite;
import org.jspecify.annotations.Nullable;

/**
 * Writes the journal for Beancount, every booking of one month or of all. Persons have one account
 * together, as where it is published, so it may be shown to anybody.
 */
public final class BeancountJob implements Job {
  private final @Nullable Period period;
  private final Consumer<String> out;

  /**
   * {@code out} gets the whole text at once.
   *
   * @param period null for all
   */
  public BeancountJob(@Nullable Period period, Consumer<String> out) {
    this.period = period;
    this.out = out;
  }

  /** Writes a file, whole or not at all. */
  public static Consumer<String> file(Path file) {
    return text -> WholeFile.write(file, draft -> Files.writeString(draft, text));
  }

  @Override
  public String name() {
    return "export";
  }

  /** One booking's lines of one month. */
  private record Transaction(long seq, String period, List<JournalLine> lines) {}

  @Override
  public JobReport run(JobContext context) {
    Lake lake = context.lake();
    List<Transaction> transactions = transactions(lake);
    UsageError.check(
        !transactions.isEmpty(),
        "Cannot export journal%s: nothing of it is booked.",
        period == null ? "" : " of " + period);
    String currency = LakeCurrency.of(context, BookingChain.read(lake));
    Map<Long, LocalDate> days = new TreeMap<>();
    lake.records(Bookings.CODEC)
        .forEach(
            entry -> days.put(entry.seq(), LocalDate.ofInstant(entry.bookedAt(), ZoneOffset.UTC)));
    TreeSet<Account> accounts = new TreeSet<>();
    transactions.forEach(each -> each.lines().forEach(line -> accounts.add(line.account())));
    StringBuilder text = new StringBuilder(Beancount.head(accounts, currency));
    for (Transaction each : transactions) {
      AccountSums sums =
          AccountSums.byClass(each.lines()).values().stream()
              .reduce(AccountSums.NONE, AccountSums::plus);
      text.append(
          Beancount.transaction(
              each.seq(),
              days.getOrDefault(each.seq(), LocalDate.EPOCH),
              each.period(),
              sums,
              currency));
    }
    out.accept(text.toString());
    return new JobReport(
        name(), true, Map.of("transactions", (long) transactions.size()), List.of());
  }

  /** By number of the booking, then by month. */
  private List<Transaction> transactions(Lake lake) {
    List<String> ids =
        BookingChain.read(lake).all().stream()
            .filter(each -> period == null || each.periods().contains(period.toString()))
            .map(Booking::bookingId)
            .toList();
    SortedMap<Long, SortedMap<String, List<JournalLine>>> lines = new TreeMap<>();
    if (!ids.isEmpty()) {
      for (Row row :
          BySite.apply(Journal.TABLE, lake.read(Journal.TABLE, Journal.BOOKING_ID, ids))
              .collectAsList()) {
        JournalLine line = Journal.line(row);
        if (period == null || line.period().equals(period.toString())) {
          lines
              .computeIfAbsent(row.<Long>getAs(Journal.SEQ), each -> new TreeMap<>())
              .computeIfAbsent(line.period(), each -> new ArrayList<>())
              .add(line);
        }
      }
    }
    List<Transaction> transactions = new ArrayList<>();
    lines.forEach(
        (seq, months) ->
            months.forEach((month, each) -> transactions.add(new Transaction(seq, month, each))));
    return transactions;
  }
}
