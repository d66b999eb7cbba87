package org.headwaters.reports.told;

import static org.headwaters.reports.model.Sentence.Piece.count;
import static org.headwaters.reports.model.Sentence.Piece.micros;
import static org.headwaters.reports.model.Sentence.Piece.words;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.facts.Month;
import org.headwaters.reports.model.Cell;
import org.headwaters.reports.model.Sentence;

/** Five sentences: earned, returned, to how many, waiting, unknown and why. */
final class FirstPage {
  private final Facts facts;
  private final Names names;
  private final String currency;
  private final long enough;

  /** {@code enough} payees hide each other; 0: nothing is hidden. */
  FirstPage(Facts facts, Names names, String currency, long enough) {
    this.enough = enough;
    this.facts = facts;
    this.names = names;
    this.currency = " " + currency;
  }

  List<Sentence> sentences() {
    return List.of(earned(), returned(), toHowMany(), waiting(), unknown());
  }

  private Cell sum(ToLongFunction<PeriodTotals> part) {
    long sum = 0;
    for (Month month : facts.months()) {
      sum = Math.addExact(sum, part.applyAsLong(month.booking().totals()));
    }
    return Cell.of(sum);
  }

  private Sentence earned() {
    return new Sentence(
        "earned",
        List.of(
            words("Customers paid "),
            micros("gross_micros", sum(PeriodTotals::grossMicros)),
            words(currency + " for services that run on AI models; those who earned it keep "),
            micros("retained_micros", sum(PeriodTotals::retainedMicros)),
            words(".")));
  }

  private Sentence returned() {
    return new Sentence(
        "returned",
        List.of(
            words("They return "),
            micros("pool_micros", sum(Money::pool)),
            words(currency + " to those whose work made the models possible; of it funds get "),
            micros("funds_micros", sum(PeriodTotals::fundsMicros)),
            words(".")));
  }

  private Sentence toHowMany() {
    return new Sentence(
        "to_how_many",
        List.of(
            words("Owed to "),
            count(
                "payees",
                facts.payees() > 0 && facts.payees() < enough
                    ? Cell.ofFew()
                    : Cell.of(facts.payees())),
            words(facts.payees() == 1 ? " rights holder is " : " rights holders is "),
            micros("payable_micros", sum(PeriodTotals::payableMicros)),
            words(currency + ".")));
  }

  private Sentence waiting() {
    return new Sentence(
        "waiting",
        List.of(
            words("Waiting is "),
            micros("unclaimed_micros", sum(PeriodTotals::unclaimedMicros)),
            words(currency + " for somebody to claim its source, and "),
            micros("on_hold_micros", sum(PeriodTotals::onHoldMicros)),
            words(" for a claim to be decided.")));
  }

  /** The unknown, with the asset and reason that most of it comes from. */
  private Sentence unknown() {
    Map<String, Long> causes = new TreeMap<>();
    for (Month month : facts.months()) {
      for (Month.Waiting each : month.waiting()) {
        if (each.bucket() == Bucket.UNDISCLOSED) {
          String subject = each.datasetId() == null ? "" : names.of(each.datasetId());
          causes.merge(
              WhereItWent.why(each.reason()) + (subject.isEmpty() ? "" : " (" + subject + ")"),
              each.amountMicros(),
              Math::addExact);
        }
      }
    }
    Cell all = sum(PeriodTotals::undisclosedMicros);
    return causes.entrySet().stream()
        .max(
            Comparator.comparingLong((Map.Entry<String, Long> cause) -> Math.abs(cause.getValue()))
                .thenComparing(Map.Entry::getKey))
        .map(
            most ->
                new Sentence(
                    "unknown",
                    List.of(
                        words("Unknown is where "),
                        micros("undisclosed_micros", all),
                        words(currency + " should go; most of it, "),
                        micros("largest_cause_micros", Cell.of(most.getValue())),
                        words(", because " + most.getKey() + "."))))
        .orElseGet(
            () ->
                new Sentence(
                    "unknown",
                    List.of(
                        words("Unknown is where "),
                        micros("undisclosed_micros", all),
                        words(currency + " should go."))));
  }
}
