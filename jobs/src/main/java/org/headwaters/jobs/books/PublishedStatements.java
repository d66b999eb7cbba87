package org.headwaters.jobs.books;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.apache.spark.sql.Row;
import org.headwaters.contracts.YamlFile;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.ledger.AccountKind;
import org.headwaters.core.ledger.JournalLine;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.proof.CanonicalRow;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.proof.StatementLeaf;
import org.headwaters.core.proof.Sums;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.statement.BookingProof;
import org.headwaters.core.statement.LeafProof;
import org.headwaters.core.statement.OriginProof;
import org.headwaters.core.statement.RowProof;
import org.headwaters.core.statement.StatementProof;
import org.headwaters.lake.PublishedFiles;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.CanonicalRows;
import org.headwaters.tables.Journal;

/**
 * Whether holders' files and what is published of their month say one thing: what all holders are
 * owed together, and what reached the data sets.
 */
final class PublishedStatements {
  private final PublishedFiles files;
  private final Period period;

  private PublishedStatements(PublishedFiles files, Period period) {
    this.files = files;
    this.period = period;
  }

  /** Looks at the month, then at each file of it beside the month. */
  static void of(
      Checks checks, String folder, Period period, NoteKey key, List<StatementProof> proofs) {
    List<StatementProof> ofMonth =
        proofs.stream().filter(proof -> proof.period().equals(period)).toList();
    Optional<Policy> policy =
        checks.look(
            "policy",
            () -> Policy.of(YamlFile.parse("the policy in the file", ofMonth.get(0).policy())));
    RunCheck.of(checks, folder, period, key, new RunCheck.Beside(policy, Optional.empty()));
    PublishedStatements published = new PublishedStatements(new PublishedFiles(folder), period);
    checks
        .look("owed", () -> published.owed(ofMonth))
        .ifPresent(said -> checks.holds("owed", said));
    checks
        .look("reached", () -> published.reached(ofMonth))
        .ifPresent(said -> checks.holds("reached", said));
  }

  /** All leaves of a booking add up to what the published books owe holders by it. */
  private String owed(List<StatementProof> proofs) {
    Map<String, Long> owed = new HashMap<>();
    for (Row row : files.rows(Journal.TABLE, period)) {
      JournalLine line = Journal.line(row);
      if (line.account().kind() == AccountKind.PAYABLE) {
        owed.merge(row.getAs(Journal.BOOKING_ID), line.amountMicros(), Math::addExact);
      }
    }
    Set<String> looked = new HashSet<>();
    for (StatementProof proof : proofs) {
      for (BookingProof each : proof.bookings()) {
        for (LeafProof leaf : each.leaf().stream().toList()) {
          if (each.booking().divides()) {
            Sums total = total(each, leaf);
            BigInteger made = total.each().get(0).subtract(total.each().get(1));
            long books = owed.getOrDefault(each.booking().bookingId(), 0L);
            InvalidInput.check(
                made.equals(BigInteger.valueOf(books)),
                "%s: booking %d owes holders %d micros, but its statements add up to %s.",
                files.place(Journal.TABLE, period),
                each.booking().seq(),
                books,
                made);
            looked.add(each.booking().bookingId());
          }
        }
      }
    }
    return "the statements of " + looked.size() + " bookings add up to what the books say";
  }

  private Sums total(BookingProof booking, LeafProof leaf) {
    TableRoot root =
        booking.roots().stream()
            .filter(each -> each.table().equals(StatementLeaf.TABLE))
            .filter(each -> each.period().equals(period.toString()))
            .findFirst()
            .orElseThrow(() -> new InvalidInput("Booking %d: no tree.", booking.booking().seq()));
    return leaf.proof().check(leaf.leaf().node(), root.rows(), root.root()).total();
  }

  /** What the files say that reached data sets stands in the published flows, row by row. */
  private String reached(List<StatementProof> proofs) {
    Set<SortedMap<String, String>> published = new HashSet<>();
    CanonicalRows.of(files.rows(AssetFlows.TABLE, period)).stream()
        .map(CanonicalRow::texts)
        .forEach(published::add);
    int rows = 0;
    for (StatementProof proof : proofs) {
      for (OriginProof origin : proof.origins()) {
        for (RowProof flow : origin.flows()) {
          // A licence fee for a person's page is published by site.
          if (!FlowKind.SOURCE.key().equals(flow.cells().get(AssetFlows.TO_KIND))) {
            InvalidInput.check(
                published.contains(flow.cells()),
                "%s has no flow %s.",
                files.place(AssetFlows.TABLE, period),
                flow.cells());
            rows++;
          }
        }
      }
    }
    return rows + " flows to the data sets of the lines, as published";
  }
}
