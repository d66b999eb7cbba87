package org.headwaters.reports.told;

import static org.headwaters.reports.told.Rows.number;
import static org.headwaters.reports.told.Rows.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.facts.Month;
import org.headwaters.reports.model.Cell;
import org.headwaters.reports.model.Column;
import org.headwaters.reports.model.Section;
import org.headwaters.reports.model.Sheet;
import org.jspecify.annotations.Nullable;

/** Which version this is, what was restated, and what changed since the month before. */
final class Changes {
  private static final Sheet VERSIONS =
      Sheet.of(
          "versions",
          "Versions",
          "One row per month and booking of it, oldest first. The latest one is what this report"
              + " tells; a later booking makes this report a superseded one.",
          Column.text("period", "Month"),
          Column.count("version", "Version"),
          Column.text("state", "State"),
          Column.count("booking", "Booking"),
          Column.text("kind", "Kind"),
          Column.text("booking_id", "Booking id"),
          Column.text("reason", "Why it was booked again"),
          Column.text("accepted_rejects", "Left out knowingly"),
          Column.text("policy", "Policy"),
          Column.text("method", "Method"),
          Column.text("tables_root", "Root over its tables"));

  private static final Sheet RESTATED =
      Sheet.of(
          "restatements",
          "What later bookings changed",
          "One row per booking of a month that was booked before, and figure that it changed:"
              + " restatements, later claims, what waited too long.",
          Column.text("period", "Month"),
          Column.count("booking", "Booking"),
          Column.text("figure", "Figure"),
          Column.micros("before_micros", "Before"),
          Column.micros("after_micros", "After"),
          Column.micros("change_micros", "Change"));

  private static final Sheet CHANGED =
      Sheet.of(
          "changes",
          "What changed since the booked month before",
          "One row per month that has a booked month before it, and figure.",
          Column.text("period", "Month"),
          Column.text("previous_period", "Month before"),
          Column.text("figure", "Figure"),
          Column.micros("before_micros", "Before"),
          Column.micros("after_micros", "After"),
          Column.micros("change_micros", "Change"));

  private final Facts facts;

  Changes(Facts facts) {
    this.facts = facts;
  }

  Section section() {
    return Section.of(
        "versions",
        "Versions and changes",
        List.of(),
        VERSIONS.with(Rows.of(facts.months(), Changes::versions)),
        RESTATED.with(Rows.of(facts.months(), Changes::restated)),
        CHANGED.with(Rows.of(facts.months(), this::changed)));
  }

  private static void versions(Rows rows, Month month) {
    int version = 0;
    for (Booking booking : month.bookings()) {
      version++;
      rows.add(
          text(month.period()),
          number(version),
          text(booking.equals(month.booking()) ? "latest" : "superseded"),
          number(booking.seq()),
          text(booking.kind()),
          text(booking.bookingId()),
          text(booking.reason()),
          text(String.join("; ", booking.acceptedRejects())),
          text(String.join("; ", booking.policies())),
          text(String.join(", ", booking.methodVersions())),
          text(booking.tablesRoot()));
    }
  }

  private static void restated(Rows rows, Month month) {
    for (int i = 1; i < month.bookings().size(); i++) {
      Booking booking = month.bookings().get(i);
      Map<String, Long> before = figures(month.bookings().get(i - 1).totals());
      figures(booking.totals())
          .forEach(
              (figure, after) -> {
                long then = before.getOrDefault(figure, 0L);
                if (then != after) {
                  rows.add(
                      text(month.period()),
                      number(booking.seq()),
                      text(figure),
                      number(then),
                      number(after),
                      number(Math.subtractExact(after, then)));
                }
              });
    }
  }

  private void changed(Rows rows, Month month) {
    @Nullable Booking previous = null;
    for (Booking booking : Chain.counting(facts.chain())) {
      if (booking.period().compareTo(month.period()) < 0) {
        previous = booking;
      }
    }
    if (previous == null) {
      return;
    }
    Map<String, Long> before = figures(previous.totals());
    Cell than = text(previous.period());
    figures(month.booking().totals())
        .forEach(
            (figure, after) ->
                rows.add(
                    text(month.period()),
                    than,
                    text(figure),
                    number(before.getOrDefault(figure, 0L)),
                    number(after),
                    number(Math.subtractExact(after, before.getOrDefault(figure, 0L)))));
  }

  private static Map<String, Long> figures(PeriodTotals totals) {
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("gross", totals.grossMicros());
    figures.put("retained", totals.retainedMicros());
    figures.put("funds", totals.fundsMicros());
    figures.put(Bucket.PAYABLE.key(), totals.payableMicros());
    figures.put(Bucket.UNCLAIMED.key(), totals.unclaimedMicros());
    figures.put(Bucket.ON_HOLD.key(), totals.onHoldMicros());
    figures.put(Bucket.UNDISCLOSED.key(), totals.undisclosedMicros());
    return figures;
  }
}
