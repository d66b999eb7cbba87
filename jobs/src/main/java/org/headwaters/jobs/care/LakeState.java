package org.headwaters.jobs.care;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.arrival.StandingRejects;
import org.headwaters.jobs.period.PeriodSummary;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Revenue;

/**
 * How far a lake has come: what decides what somebody should do next.
 *
 * @param deliveries how many there are, of all tables
 * @param rejects that stand
 * @param waiting months with revenue that are not booked, earliest first
 * @param booked the month of the last booking
 * @param gap what reached nobody in that month and would move most money
 */
public record LakeState(
    long deliveries,
    long rejects,
    List<Period> waiting,
    Optional<Period> booked,
    Optional<PeriodSummary.Missing> gap) {
  public LakeState {
    waiting = List.copyOf(waiting);
  }

  /** What a lake holds before anything was delivered. */
  public static LakeState empty() {
    return new LakeState(0, 0, List.of(), Optional.empty(), Optional.empty());
  }

  /** Reads months and counts, not money. */
  public static LakeState read(Lake lake) {
    Inputs inputs = Inputs.now(lake);
    List<Delivery> all =
        Catalogue.INPUTS.stream().flatMap(table -> inputs.deliveries(table).stream()).toList();
    if (all.isEmpty()) {
      return empty();
    }
    BookingChain chain = BookingChain.read(lake);
    List<Period> booked = chain.periods();
    Set<Period> waiting = new TreeSet<>();
    if (!inputs.deliveries(Revenue.TABLE).isEmpty()) {
      for (Row row :
          inputs.current(Revenue.TABLE).select(Revenue.PERIOD).distinct().collectAsList()) {
        waiting.add(Period.parse(row.getString(0)));
      }
    }
    booked.forEach(waiting::remove);
    Optional<Period> last =
        booked.isEmpty() ? Optional.empty() : Optional.of(booked.get(booked.size() - 1));
    Optional<PeriodSummary.Missing> gap =
        last.flatMap(period -> PeriodSummary.read(lake, period))
            .flatMap(summary -> summary.missing().stream().findFirst());
    return new LakeState(all.size(), StandingRejects.count(lake), List.copyOf(waiting), last, gap);
  }
}
