package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.headwaters.core.ledger.AccountKind;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.JournalLine;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Period;
import org.headwaters.core.proof.LeafSalts;
import org.headwaters.core.proof.StatementLeaf;
import org.headwaters.core.proof.SumLeaf;
import org.headwaters.core.proof.SumNode;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.core.proof.TreeBuilder;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Holders;
import org.headwaters.tables.StatementLeaves;
import org.headwaters.transforms.HolderNames;

/**
 * What a booking adds to holders' accounts of one month, a leaf each. Grows with the holders whose
 * accounts it touches, as its journal lines do, which the driver has at hand.
 */
final class StatementTree {
  private final Period period;
  private final List<SumLeaf> leaves;

  private StatementTree(Period period, List<SumLeaf> leaves) {
    this.period = period;
    this.leaves = leaves;
  }

  /** The tree of the lines that would be appended to a chain. */
  static StatementTree of(
      JobContext context, BookingChain chain, Period period, List<JournalLine> lines) {
    Map<String, TreeMap<String, Long>> micros = new TreeMap<>(KeyOrder.UTF8);
    for (JournalLine line : lines) {
      if (line.account().kind() == AccountKind.PAYABLE) {
        micros
            .computeIfAbsent(line.account().subject(), holder -> new TreeMap<>())
            .merge(line.bookingClass().key(), line.amountMicros(), Math::addExact);
      }
    }
    LeafSalts salts = context.lakeSecret().leafSalts();
    Map<String, String> nonces = nonces(context);
    List<SumLeaf> leaves = new ArrayList<>();
    micros.forEach(
        (holder, each) ->
            leaves.add(
                new StatementLeaf(
                        chain.head(),
                        period.toString(),
                        holder,
                        nonces.getOrDefault(holder, ""),
                        each)
                    .salted(salts)));
    return new StatementTree(period, leaves);
  }

  /** What payees chose, by the holder's shown id: only of those who did. */
  private static Map<String, String> nonces(JobContext context) {
    Inputs inputs = Inputs.now(context.lake());
    Map<String, String> nonces = new TreeMap<>();
    if (inputs.deliveries(Holders.TABLE).isEmpty()) {
      return nonces;
    }
    Pseudonyms names = context.lakeSecret().pseudonyms();
    for (Row row :
        inputs.current(Holders.TABLE).where(col(Holders.NONCE).isNotNull()).collectAsList()) {
      String id = row.getAs(Holders.HOLDER_ID);
      nonces.put(
          row.getAs(Holders.KIND).equals(HolderNames.PERSON) ? names.holder(id) : id,
          row.getAs(Holders.NONCE));
    }
    return nonces;
  }

  /** The root that the booking fixes. */
  TableRoot root() {
    TreeBuilder<SumNode> tree = new TreeBuilder<>(SumNode.RULE);
    leaves.forEach(leaf -> tree.add(leaf.node()));
    return new TableRoot(
        StatementLeaf.TABLE,
        period.toString(),
        leaves.size(),
        tree.block().root(SumNode.RULE, SumNode.empty(StatementLeaf.FIGURES)).hash());
  }

  /** Writes the leaves of a booking that is about to be appended, for those who ask for proofs. */
  void write(Lake lake, Booking booking) {
    String id = booking.bookingId();
    List<StatementLeaves.Leaf> rows = new ArrayList<>();
    for (SumLeaf leaf : leaves) {
      rows.add(
          new StatementLeaves.Leaf(
              period.toString(),
              id,
              String.valueOf(leaf.content().get(StatementLeaf.HOLDER_ID)),
              rows.size(),
              leaf.content().get(StatementLeaf.NONCE),
              leaf.sums().each().get(0).longValueExact(),
              leaf.sums().each().get(1).longValueExact(),
              new String(leaf.data(), StandardCharsets.UTF_8)));
    }
    lake.replace(
        StatementLeaves.CODEC,
        rows,
        Map.of(StatementLeaves.PERIOD, period.toString(), StatementLeaves.BOOKING_ID, id));
  }
}
