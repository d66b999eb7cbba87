package org.headwaters.jobs.books;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.SealedBookings;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.jobs.period.BookedRoots;
import org.headwaters.jobs.period.PublishedRows;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.PublishedFiles;
import org.headwaters.tables.Bookings;
import org.headwaters.tables.CanonicalRows;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.Journal;
import org.headwaters.tables.Table;
import org.headwaters.tables.TableRoots;

/**
 * Looks at a published month, from its files alone: that its booking was sealed, that every table
 * is what the booking fixed, and that the money in them adds up and was cut as the policy says.
 */
public final class RunCheck {
  private static final String SEALED = "booking";
  private static final String ROOTS = "tables_root";

  /** What is told of an audit's folder. */
  private static final String AUDIT = "audit";

  private final Checks checks;
  private final PublishedFiles files;
  private final Period period;

  /** Whether the folder has one row a person. */
  private final boolean persons;

  private RunCheck(Checks checks, PublishedFiles files, Period period, boolean persons) {
    this.checks = checks;
    this.files = files;
    this.period = period;
    this.persons = persons;
  }

  /**
   * What the reader has beside the published files.
   *
   * @param policy a file that the month should have been booked with
   * @param audit the folder that {@code publish --audit} wrote
   */
  public record Beside(Optional<Policy> policy, Optional<String> audit) {
    /** Nothing. */
    public static final Beside NOTHING = new Beside(Optional.empty(), Optional.empty());
  }

  /** Looks. */
  public static void of(
      Checks checks, String published, Period period, NoteKey key, Beside beside) {
    PublishedFiles files = new PublishedFiles(published);
    HistoryCheck.copy(checks, files.history(), key)
        .ifPresentOrElse(
            copy -> new RunCheck(checks, files, period, false).month(copy.bookings(), beside),
            () -> checks.skipped(SEALED, "the history does not hold"));
    limits(checks);
  }

  private void month(SealedBookings sealed, Beside beside) {
    List<Booking> bookings = sealed.of(period).stream().filter(Booking::divides).toList();
    Optional<Booking> current = checks.look(SEALED, () -> shown(sealed));
    Optional<Map<String, List<TableRoot>>> roots = checks.look(ROOTS, () -> roots(bookings));
    if (current.isEmpty() || roots.isEmpty()) {
      checks.skipped("tables", "there is nothing to hold them against");
      return;
    }
    tables(bookings, current.get(), roots.get(), beside.policy());
    beside
        .audit()
        .ifPresent(
            folder -> {
              Checks others = new Checks();
              PublishedFiles audit = new PublishedFiles(folder);
              new RunCheck(others, audit, period, true)
                  .tables(bookings, current.get(), roots.get(), beside.policy());
              new AuditedSources(others, files, audit, period).look();
              checks.addAll(AUDIT, others);
            });
  }

  /** Every table is what was booked, and the money in them was divided by the rule. */
  private void tables(
      List<Booking> bookings,
      Booking current,
      Map<String, List<TableRoot>> roots,
      Optional<Policy> policy) {
    Booking made =
        bookings.stream()
            .filter(each -> !each.kind().equals(Booking.LATER))
            .reduce((one, two) -> two)
            .orElseThrow();
    boolean whole = true;
    for (Table table : PublishedRows.TABLES) {
      // Of persons' contributions the trees alone are booked, and their leaves are salted.
      boolean bare =
          table == Bookings.TABLE
              || table == TableRoots.TABLE
              || (persons && table == Contributions.TABLE);
      if (!bare) {
        whole &= table == Journal.TABLE ? journal(bookings, roots) : table(table, made, roots);
      }
    }
    if (whole) {
      new MonthCheck(checks, files, period).of(current, policy);
    } else {
      checks.skipped("money", "a table is not what was booked");
    }
  }

  /** The booking that the folder shows, if it is the last that was sealed of the month. */
  private Booking shown(SealedBookings sealed) {
    Booking last =
        sealed
            .current(period)
            .orElseThrow(() -> new InvalidInput("No booking of %s is in the history.", period));
    String place = files.place(Bookings.TABLE, period);
    List<Bookings.Entry> entries = Bookings.CODEC.records(files.rows(Bookings.TABLE, period));
    InvalidInput.check(
        entries.size() == 1, "%s holds %d bookings, not one.", place, entries.size());
    Bookings.Entry entry = entries.get(0);
    Booking shown = BookingChain.of(entry);
    InvalidInput.check(
        shown.bookingId().equals(entry.bookingId()),
        "%s: the booking says it is %s, but what it says makes %s.",
        place,
        entry.bookingId(),
        shown.bookingId());
    boolean known = sealed.all().contains(shown);
    InvalidInput.check(
        shown.equals(last),
        "%s shows booking %d, %s, which %s; the last of %s that was sealed is booking %d, %s.",
        place,
        shown.seq(),
        shown.bookingId(),
        known ? "a later one took the place of" : "was never sealed",
        period,
        last.seq(),
        last.bookingId());
    checks.holds(
        SEALED,
        "number "
            + shown.seq()
            + ", "
            + shown.bookingId()
            + ", is sealed, none of "
            + period
            + " after it");
    return shown;
  }

  /** The tables' roots of each booking of the month, which make what it sealed. */
  private Map<String, List<TableRoot>> roots(List<Booking> bookings) {
    String place = files.place(TableRoots.TABLE, period);
    Map<String, List<TableRoot>> roots = new HashMap<>();
    for (TableRoots.Root root : TableRoots.CODEC.records(files.rows(TableRoots.TABLE, period))) {
      InvalidInput.check(
          root.root().matches("[0-9a-f]{64}"), "%s: '%s' is no root.", place, root.root());
      roots.computeIfAbsent(root.bookingId(), id -> new ArrayList<>()).add(root.tableRoot());
    }
    for (Booking booking : bookings) {
      String made = TableRoot.tablesRoot(roots.getOrDefault(booking.bookingId(), List.of())).hex();
      InvalidInput.check(
          made.equals(booking.tablesRoot()),
          "%s: the roots of booking %d make %s, but it sealed %s.",
          place,
          booking.seq(),
          made,
          booking.tablesRoot());
    }
    InvalidInput.check(
        roots.size() == bookings.size(), "%s tells of bookings that were never sealed.", place);
    checks.holds(ROOTS, "of every booking of " + period + ": " + bookings.size() + ", as sealed");
    return roots;
  }

  private boolean table(Table table, Booking made, Map<String, List<TableRoot>> roots) {
    return checks
        .look(
            table.name(),
            () -> {
              List<Row> rows = files.rows(table, period);
              each(rows, table, "run_id", made.runId());
              each(rows, table, "period", period.toString());
              compare(table, rootOf(table), rows, roots.getOrDefault(made.bookingId(), List.of()));
              return rows.size();
            })
        .map(
            rows -> {
              checks.holds(table.name(), rows + " rows, as booked");
              return true;
            })
        .orElse(false);
  }

  /** The books grow by every booking: each one's lines are held against its own root. */
  private boolean journal(List<Booking> bookings, Map<String, List<TableRoot>> roots) {
    Table table = Journal.TABLE;
    return checks
        .look(
            table.name(),
            () -> {
              Map<String, List<Row>> lines =
                  files.rows(table, period).stream()
                      .collect(
                          Collectors.groupingBy(
                              row -> String.valueOf(row.<String>getAs(Journal.BOOKING_ID))));
              for (Booking booking : bookings) {
                List<Row> rows = lines.getOrDefault(booking.bookingId(), List.of());
                each(rows, table, Journal.SEQ, booking.seq());
                compare(
                    table, rootOf(table), rows, roots.getOrDefault(booking.bookingId(), List.of()));
                lines.remove(booking.bookingId());
              }
              InvalidInput.check(
                  lines.isEmpty(),
                  "%s has lines of bookings that were never sealed: %s.",
                  files.place(table, period),
                  lines.keySet());
              return bookings.size();
            })
        .map(
            each -> {
              checks.holds(table.name(), "the lines of " + each + " bookings, as booked");
              return true;
            })
        .orElse(false);
  }

  /** The name of the root that the folder's rows of a table have. */
  private String rootOf(Table table) {
    boolean bySite = !persons && (table == Journal.TABLE || BookedRoots.BY_SITE.contains(table));
    return (bySite ? BookedRoots.PUBLISHED : "") + table.name();
  }

  /** A column that only says who made the row is under no root. */
  private void each(List<Row> rows, Table table, String column, Object value) {
    if (List.of(table.schema().fieldNames()).contains(column)) {
      for (Row row : rows) {
        Object found = row.get(row.fieldIndex(column));
        InvalidInput.check(
            value.equals(found),
            "%s: a row has the %s %s, not %s.",
            files.place(table, period),
            column,
            String.valueOf(found),
            value);
      }
    }
  }

  private void compare(Table table, String name, List<Row> rows, List<TableRoot> roots) {
    TableRoot found = TableRoot.of(name, period.toString(), table.key(), CanonicalRows.of(rows));
    TableRoot booked =
        roots.stream()
            .filter(root -> root.table().equals(name))
            .findFirst()
            .orElseThrow(() -> new InvalidInput("The booking fixed no root of %s.", name));
    InvalidInput.check(
        found.equals(booked),
        "%s: its %d rows make the root %s, but %d rows of the root %s were booked.",
        files.place(table, period),
        found.rows(),
        found.root(),
        booked.rows(),
        booked.root());
  }

  private static void limits(Checks checks) {
    checks.notShown("lineage", "that providers disclosed what their models were made from");
    checks.notShown("revenue", "that revenue was declared in full");
    checks.notShown("claims", "that somebody's claim is genuine; claims are not published");
    checks.notShown("persons", "what each person got: they are added up; their statements show it");
    checks.notShown("payments", "that a payment arrived");
    checks.notShown(
        "other copies",
        "that everybody is shown this history: compare copies, or ask for witnesses' cosignatures");
  }
}
