package org.headwaters.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataType;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.core.proof.CanonicalRow;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.StatementLeaf;
import org.headwaters.core.proof.SumNode;
import org.headwaters.core.proof.SumTree;
import org.headwaters.core.proof.Sums;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.jobs.period.BookedRoots;
import org.headwaters.jobs.period.ClaimTree;
import org.headwaters.jobs.period.PeriodRun;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.TreeOfRows;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.CanonicalRows;
import org.headwaters.tables.Journal;
import org.headwaters.tables.StatementLeaves;
import org.headwaters.tables.Statements;
import org.headwaters.transforms.BySite;
import org.jspecify.annotations.Nullable;

/**
 * What a booking fixes: one changed cell of any table under its root changes the root; order and
 * partitions of the rows do not.
 */
final class BookedRootsLaw {
  /** Added to a number or a day, also of a key: further than any other row of it. */
  private static final int FAR = 100_003;

  private BookedRootsLaw() {}

  static void hold(JobContext context, Period period) {
    PeriodRun run = PeriodRun.plan(context, period);
    Booking booking = BookingChain.read(context.lake()).current(period).orElseThrow();
    List<TableRoot> roots = new ArrayList<>(BookedRoots.of(context.lake(), run));
    roots.addAll(journal(context.lake(), period, booking));
    roots.add(statements(context.lake(), period, booking));
    roots.add(
        ClaimTree.root(context.lake(), run, booking.previous(), context.lakeSecret().leafSalts()));
    assertThat(roots).noneMatch(root -> root.table().startsWith("tree/") && root.rows() == 0);
    String booked = booking.tablesRoot();
    assertThat(TableRoot.tablesRoot(roots).hex()).isEqualTo(booked);
    Random random = new Random(6962);
    for (BookedRoots.Booked table : BookedRoots.tables(context.lake(), run)) {
      List<Row> rows = new ArrayList<>(table.rows().collectAsList());
      TableRoot root = root(table, period, rows);
      assertThat(roots).as(table.name()).contains(root);
      assertThat(rows).as(table.name()).isNotEmpty();
      for (String column : table.rows().columns()) {
        if (!CanonicalRow.LEFT_OUT.contains(column)) {
          List<Row> changed = new ArrayList<>(rows);
          int at = random.nextInt(rows.size());
          changed.set(at, changed(rows.get(at), column));
          TableRoot other = root(table, period, changed);
          assertThat(tablesRoot(roots, other))
              .as(table.name() + ", " + column)
              .isNotEqualTo(booked);
        }
      }
      Collections.shuffle(rows, random);
      assertThat(root(table, period, rows)).as(table.name()).isEqualTo(root);
      assertThat(
              TreeOfRows.root(
                  table.name(), period.toString(), table.key(), table.rows().repartition(3)))
          .as(table.name())
          .isEqualTo(root);
    }
  }

  /** What the booking added to the books, as it is read back, and as anybody may read it. */
  private static List<TableRoot> journal(Lake lake, Period period, Booking booking) {
    Dataset<Row> lines =
        lake.read(
            Journal.TABLE,
            Map.of(Journal.PERIOD, period.toString(), Journal.BOOKING_ID, booking.bookingId()));
    return List.of(
        journal(Journal.TABLE.name(), period, lines),
        journal("published/journal", period, BySite.apply(Journal.TABLE, lines)),
        TableRoot.of(
            Statements.TABLE.name(),
            period.toString(),
            Statements.TABLE.key(),
            CanonicalRows.of(
                lake.read(Statements.TABLE, Map.of(Statements.BOOKING_ID, booking.bookingId()))
                    .collectAsList())));
  }

  /** The leaves as they are kept for those who ask for proofs. */
  private static TableRoot statements(Lake lake, Period period, Booking booking) {
    SumTree tree = new SumTree("statements", StatementLeaf.FIGURES);
    lake
        .records(
            StatementLeaves.CODEC,
            Map.of(
                StatementLeaves.PERIOD,
                period.toString(),
                StatementLeaves.BOOKING_ID,
                booking.bookingId()))
        .stream()
        .sorted(Comparator.comparingLong(StatementLeaves.Leaf::place))
        .forEach(
            leaf ->
                tree.add(
                    leaf.holderId(),
                    SumNode.leaf(
                        Sums.of(leaf.creditsMicros(), leaf.debitsMicros()),
                        leaf.data().getBytes(StandardCharsets.UTF_8))));
    return new TableRoot(StatementLeaf.TABLE, period.toString(), tree.size(), tree.root().hash());
  }

  private static TableRoot journal(String name, Period period, Dataset<Row> lines) {
    return TableRoot.of(
        name, period.toString(), Journal.TABLE.key(), CanonicalRows.of(lines.collectAsList()));
  }

  private static TableRoot root(BookedRoots.Booked table, Period period, List<Row> rows) {
    return TableRoot.of(table.name(), period.toString(), table.key(), CanonicalRows.of(rows));
  }

  private static String tablesRoot(List<TableRoot> roots, TableRoot other) {
    List<TableRoot> changed = new ArrayList<>();
    for (TableRoot root : roots) {
      changed.add(root.table().equals(other.table()) ? other : root);
    }
    Hash root = TableRoot.tablesRoot(changed);
    return root.hex();
  }

  /** The row with another value in one cell; where there was none, with one. */
  static Row changed(Row row, String column) {
    Object[] cells = new Object[row.length()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.get(i);
    }
    int at = row.fieldIndex(column);
    cells[at] = other(cells[at], row.schema().apply(column).dataType());
    return new GenericRowWithSchema(cells, row.schema());
  }

  private static Object other(@Nullable Object value, DataType type) {
    return switch (type.typeName()) {
      case "string" -> value == null ? "" : value + "'";
      case "long" -> value == null ? 0L : (Long) value + FAR;
      case "integer" -> value == null ? 0 : (Integer) value + FAR;
      case "boolean" -> value == null || !(Boolean) value;
      case "date" ->
          value == null ? new Date(0) : Date.valueOf(((Date) value).toLocalDate().plusDays(FAR));
      case "timestamp" ->
          value == null
              ? new Timestamp(0)
              : Timestamp.from(((Timestamp) value).toInstant().plusNanos(1000));
      default ->
          value == null ? BigDecimal.ZERO : ((BigDecimal) value).add(((BigDecimal) value).ulp());
    };
  }
}
