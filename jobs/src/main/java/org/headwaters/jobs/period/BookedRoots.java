package org.headwaters.jobs.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.jobs.step.ParallelWork;
import org.headwaters.jobs.step.TreeOfRows;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Table;

/** The roots of every table that a booking makes current: what it says cannot be changed later. */
public final class BookedRoots {
  private BookedRoots() {}

  /**
   * One root a table, in the order of {@link Catalogue#RESULTS}. Large tables are not brought
   * together.
   */
  public static List<TableRoot> of(Lake lake, PeriodRun run) {
    Map<Table, TableRoot> roots = new ConcurrentHashMap<>();
    List<Runnable> pieces = new ArrayList<>();
    for (Table table : Catalogue.RESULTS) {
      pieces.add(() -> roots.put(table, root(lake, run, table)));
    }
    ParallelWork.run(pieces);
    return Catalogue.RESULTS.stream()
        .map(table -> Objects.requireNonNull(roots.get(table)))
        .toList();
  }

  private static TableRoot root(Lake lake, PeriodRun run, Table table) {
    Dataset<Row> rows = lake.read(table, run.slice());
    String period = run.period().toString();
    return lake.few(rows)
        .map(few -> TableRoot.of(table.name(), period, table.key(), table.canonical(few)))
        .orElseGet(() -> TreeOfRows.root(table, period, rows));
  }
}
