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
import org.headwaters.tables.AssetBalances;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.Coverage;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.LineageEdges;
import org.headwaters.tables.LineageFindings;
import org.headwaters.tables.LineageNodes;
import org.headwaters.tables.MissingInputs;
import org.headwaters.tables.Pools;
import org.headwaters.tables.Table;
import org.headwaters.tables.TopSources;

/** The roots of every table that a booking makes current: what it says cannot be changed later. */
public final class BookedRoots {
  /** Every result table of a run. */
  static final List<Table> TABLES =
      List.of(
          Pools.TABLE,
          LineageNodes.TABLE,
          LineageEdges.TABLE,
          LineageFindings.TABLE,
          AssetFlows.TABLE,
          AssetBalances.TABLE,
          HolderCredits.TABLE,
          Coverage.TABLE,
          MissingInputs.TABLE,
          TopSources.TABLE);

  private BookedRoots() {}

  /** One root a table, in the order of {@link #TABLES}. Large tables are not brought together. */
  public static List<TableRoot> of(Lake lake, PeriodRun run) {
    Map<Table, TableRoot> roots = new ConcurrentHashMap<>();
    List<Runnable> pieces = new ArrayList<>();
    for (Table table : TABLES) {
      pieces.add(() -> roots.put(table, root(lake, run, table)));
    }
    ParallelWork.run(pieces);
    return TABLES.stream().map(table -> Objects.requireNonNull(roots.get(table))).toList();
  }

  private static TableRoot root(Lake lake, PeriodRun run, Table table) {
    Dataset<Row> rows = lake.read(table, run.slice());
    String period = run.period().toString();
    return lake.few(rows)
        .map(few -> TableRoot.of(table.name(), period, table.key(), table.canonical(few)))
        .orElseGet(() -> TreeOfRows.root(table, period, rows));
  }
}
