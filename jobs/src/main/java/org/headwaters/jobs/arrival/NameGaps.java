package org.headwaters.jobs.arrival;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.ServedUsage;
import org.headwaters.tables.Table;
import org.headwaters.tables.UnresolvedNames;
import org.headwaters.transforms.NamesWithoutAsset;
import org.jspecify.annotations.Nullable;

/** Keeps the table of names that inputs use and nobody describes, and tells of it. */
final class NameGaps {
  private static final int TOLD = 3;

  /** The tables that use names or describe them. */
  private static final List<Table> CONCERNED =
      List.of(
          Assets.TABLE, Derivations.TABLE, ManifestEntries.TABLE, Revenue.TABLE, ServedUsage.TABLE);

  private NameGaps() {}

  /** Whether a delivery of these tables can change anything here. */
  static boolean concern(Stream<Arriving> arrivals) {
    return arrivals.map(Arriving::table).anyMatch(CONCERNED::contains);
  }

  /**
   * Writes what the inputs say now. Returns a line for the report, if there is any such name.
   *
   * @param written what names were that became unresolved ids, as this delivery's files say it
   */
  static Optional<String> write(JobContext context, Map<String, String> written) {
    Inputs inputs = Inputs.now(context.lake());
    Dataset<Row> derivations = inputs.current(Derivations.TABLE);
    Dataset<Row> known = inputs.current(Assets.TABLE).select(col(Assets.ASSET_ID)).distinct();
    List<NamesWithoutAsset.Use> uses =
        List.of(
            new NamesWithoutAsset.Use(
                Derivations.TABLE, derivations, Derivations.PARENT_ID, Derivations.CHILD_ID),
            new NamesWithoutAsset.Use(
                ServedUsage.TABLE,
                inputs.current(ServedUsage.TABLE),
                ServedUsage.MODEL_ID,
                ServedUsage.SERVICE_ID),
            new NamesWithoutAsset.Use(
                Revenue.TABLE,
                inputs.current(Revenue.TABLE),
                Revenue.ASSET_ID,
                Revenue.REVENUE_ID));
    Map<Table, List<Row>> missing = new LinkedHashMap<>();
    for (NamesWithoutAsset.Use use : uses) {
      // Few rows: names of assets, not documents.
      List<Row> rows =
          inputs.deciding(use.table()).isEmpty()
              ? List.of()
              : NamesWithoutAsset.apply(use, known)
                  .orderBy(UnresolvedNames.ASSET_ID)
                  .collectAsList();
      missing.put(use.table(), rows);
    }
    Set<String> entered = withEntries(inputs, missing.values());
    List<String> names = new ArrayList<>();
    missing.forEach(
        (table, rows) -> {
          List<Row> left = rows.stream().filter(row -> !entered.contains(name(row))).toList();
          left.forEach(row -> names.add(name(row)));
          keep(context, table, left, written);
        });
    return line(names);
  }

  /** The line of {@link #write} again, as long as nothing that it looks at has changed. */
  static Optional<String> told(Lake lake) {
    List<Row> kept = lake.read(UnresolvedNames.TABLE).collectAsList();
    return line(
        Stream.of(Derivations.TABLE, ServedUsage.TABLE, Revenue.TABLE)
            .flatMap(
                table ->
                    kept.stream()
                        .filter(row -> row.getAs(UnresolvedNames.TABLE_NAME).equals(table.name()))
                        .map(NameGaps::name)
                        .sorted(KeyOrder.UTF8))
            .toList());
  }

  private static Optional<String> line(List<String> names) {
    List<String> distinct = names.stream().distinct().toList();
    if (distinct.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "unresolved names: %d that no input describes, such as %s. See the table"
                + " unresolved_names; add the assets, or declare aliases.",
            distinct.size(),
            String.join(", ", distinct.subList(0, Math.min(TOLD, distinct.size())))));
  }

  private static String name(Row row) {
    return row.getAs(UnresolvedNames.ASSET_ID);
  }

  /**
   * Those names that are data sets with entries: a manifest describes them. Asked for the few names
   * in question only, of the deliveries that may have them, as entries are documents.
   */
  private static Set<String> withEntries(Inputs inputs, Collection<List<Row>> missing) {
    List<String> asked =
        missing.stream().flatMap(List::stream).map(NameGaps::name).distinct().sorted().toList();
    List<Delivery> deliveries =
        asked.isEmpty() ? List.of() : inputs.meeting(ManifestEntries.TABLE, asked);
    if (deliveries.isEmpty()) {
      return Set.of();
    }
    Column dataSet = col(ManifestEntries.DATASET_ID);
    return inputs
        .stored(ManifestEntries.TABLE, deliveries)
        .where(dataSet.isin(asked.toArray()))
        .select(dataSet)
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Writes only what differs, so that ingesting the same again leaves no trace. */
  private static void keep(
      JobContext context, Table table, List<Row> missing, Map<String, String> written) {
    Map<String, Object> slice = Map.of(UnresolvedNames.TABLE_NAME, table.name());
    List<Row> before =
        context
            .lake()
            .read(UnresolvedNames.TABLE, slice)
            .orderBy(UnresolvedNames.ASSET_ID)
            .collectAsList();
    Map<String, String> names = new HashMap<>();
    // What an earlier delivery wrote; this one may be of another table.
    before.forEach(row -> names.put(name(row), row.getAs(UnresolvedNames.NAME)));
    names.putAll(written);
    List<Row> rows = missing.stream().map(row -> named(row, names.get(name(row)))).toList();
    if (!before.equals(rows)) {
      context
          .lake()
          .replace(UnresolvedNames.TABLE, context.lake().rows(UnresolvedNames.TABLE, rows), slice);
    }
  }

  private static Row named(Row row, @Nullable String name) {
    Object[] cells = new Object[row.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = i == row.fieldIndex(UnresolvedNames.NAME) ? name : row.get(i);
    }
    return new GenericRowWithSchema(cells, row.schema());
  }
}
