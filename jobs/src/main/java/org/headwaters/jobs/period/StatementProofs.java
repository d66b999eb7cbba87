package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Account;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.core.proof.Checkpoint;
import org.headwaters.core.proof.GrowingTree;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.Inclusion;
import org.headwaters.core.proof.Json;
import org.headwaters.core.proof.KeyChange;
import org.headwaters.core.proof.LeafSalts;
import org.headwaters.core.proof.NodeRule;
import org.headwaters.core.proof.SignedNote;
import org.headwaters.core.proof.SumLeaf;
import org.headwaters.core.proof.SumNode;
import org.headwaters.core.proof.SumProof;
import org.headwaters.core.proof.Sums;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.core.statement.BookingProof;
import org.headwaters.core.statement.LeafProof;
import org.headwaters.core.statement.StatementProof;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.ProofsOfRows;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.HistoryFolder;
import org.headwaters.lake.Lake;
import org.headwaters.tables.StatementLeaves;
import org.headwaters.tables.TableRoots;
import org.headwaters.transforms.StatementNodes;

/** Makes the files that prove holders' statements of one month, from what was booked and sealed. */
public final class StatementProofs {
  private final JobContext context;
  private final Lake lake;
  private final Period period;
  private final HolderParties parties;
  private final OpenedPeriod opened;
  private final List<Booking> bookings;
  private final SignedNote checkpoint;
  private final GrowingTree<Hash> history = new GrowingTree<>(NodeRule.PLAIN);
  private final Map<Long, Long> places = new HashMap<>();

  /**
   * Reads what all holders' files share.
   *
   * @throws UsageError if the month is not booked, or a booking of it is not sealed
   */
  public StatementProofs(JobContext context, Period period) {
    this.context = context;
    this.lake = context.lake();
    this.period = period;
    this.opened = OpenedPeriod.open(context, period);
    this.parties = HolderParties.read(context);
    this.bookings = BookingChain.read(lake).of(period);
    HistoryFolder folder = HistoryFolder.of(lake);
    this.checkpoint =
        folder
            .checkpoint()
            .orElseThrow(
                () ->
                    new UsageError(
                        "There is no proof of %s: nothing is sealed. Run `headwaters seal` first.",
                        period));
    long size = Checkpoint.claimed(folder + "/checkpoint", checkpoint).size();
    for (byte[] entry : folder.entries(size)) {
      long place = history.size();
      history.add(Hash.ofLeaf(entry));
      if (KeyChange.of(place, entry).isEmpty()) {
        places.put(Booking.parse("entry " + place, entry).seq(), place);
      }
    }
    for (Booking booking : bookings) {
      UsageError.check(
          places.containsKey(booking.seq()),
          "There is no proof of %s yet: its booking %d is not sealed. Run `headwaters seal` first.",
          period,
          booking.seq());
    }
  }

  /**
   * The file of one holder.
   *
   * @param holderId in the clear
   * @throws UsageError for a fund, whose account is published, and for somebody of whom nothing was
   *     booked
   */
  public StatementProof of(String holderId) {
    UsageError.check(
        !Account.isFund(holderId),
        "%s is a fund: what it gets is in published/journal for all to see, and needs no proof.",
        holderId);
    String shown = parties.shown(holderId);
    Booking made =
        bookings.stream()
            .filter(each -> each.divides() && !each.kind().equals(Booking.LATER))
            .reduce((one, two) -> two)
            .orElseThrow();
    List<BookingProof> proved = bookings(shown, made);
    LeafSalts salts = context.lakeSecret().leafSalts();
    ProvedLines lines = new ProvedLines(lake, opened.run(), salts, shown);
    UsageError.check(
        proved.stream().anyMatch(each -> each.leaf().isPresent()) || !lines.sources().isEmpty(),
        "There is nothing to prove for %s: nothing of %s was booked for them.",
        holderId,
        period);
    ProvedClaims claims =
        new ProvedClaims(lake, opened.run(), made.previous(), salts, lines.sources());
    return new StatementProof(
        shown,
        period,
        checkpoint,
        opened.run().policy().canonical(),
        proved,
        lines.origins(),
        claims.claims(),
        claims.members(),
        lines.lines(claims));
  }

  private List<BookingProof> bookings(String holderId, Booking made) {
    List<BookingProof> proved = new ArrayList<>();
    for (Booking booking : bookings) {
      Optional<LeafProof> leaf = leaf(booking, holderId);
      if (leaf.isPresent() || booking.equals(made)) {
        long place = Objects.requireNonNull(places.get(booking.seq()));
        proved.add(
            new BookingProof(
                booking,
                new Inclusion<>(place, history.size(), history.inclusion(place, history.size())),
                roots(booking),
                leaf));
      }
    }
    return proved;
  }

  private List<TableRoot> roots(Booking booking) {
    List<TableRoot> roots = new ArrayList<>();
    for (String month : booking.periods()) {
      lake.records(
              TableRoots.CODEC,
              Map.of(TableRoots.PERIOD, month, TableRoots.BOOKING_ID, booking.bookingId()))
          .forEach(root -> roots.add(root.tableRoot()));
    }
    return TableRoot.ordered(roots);
  }

  private Optional<LeafProof> leaf(Booking booking, String holderId) {
    Dataset<Row> leaves =
        lake.read(
            StatementLeaves.TABLE,
            Map.of(
                StatementLeaves.PERIOD,
                period.toString(),
                StatementLeaves.BOOKING_ID,
                booking.bookingId()));
    List<Row> own = leaves.where(col(StatementLeaves.HOLDER_ID).equalTo(holderId)).collectAsList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    Set<List<String>> wanted = Set.of(List.of(holderId));
    Inclusion<SumNode> proof =
        lake.few(leaves)
            .map(
                few ->
                    ProofsOfRows.of(
                        few.stream()
                            .sorted(
                                Comparator.comparingLong(
                                    row -> row.<Long>getAs(StatementLeaves.PLACE)))
                            .map(StatementNodes::node)
                            .toList(),
                        wanted,
                        SumNode.RULE))
            .orElseGet(() -> ProofsOfRows.of(StatementNodes.apply(leaves), wanted, SumNode.RULE))
            .get(List.of(holderId));
    StatementLeaves.Leaf said = StatementLeaves.CODEC.records(own).get(0);
    return Optional.of(
        new LeafProof(
            SumLeaf.of(
                "statement_leaves",
                Json.parse("statement_leaves", said.data().getBytes(StandardCharsets.UTF_8)),
                Sums.of(said.creditsMicros(), said.debitsMicros())),
            new SumProof(Objects.requireNonNull(proof))));
  }
}
