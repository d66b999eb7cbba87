package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.lineage.Contents;
import org.headwaters.core.lineage.LineageInput;
import org.headwaters.core.lineage.UsageEdges;
import org.headwaters.core.source.ContributionPart;
import org.headwaters.jobs.documents.ContributionSet;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.OutputAttributions;
import org.headwaters.tables.ServedUsage;

/**
 * Brings what the asset graph needs to the driver: assets, derivations, served usage, and one row
 * per data set and part of its contributions. All of it grows with assets, none with documents or
 * sources; {@link org.headwaters.core.lineage.AssetGraph} refuses what would not fit.
 */
final class LineageInputs {
  private static final BigDecimal WEIGHT_UNIT = BigDecimal.TEN.pow(6);

  private LineageInputs() {}

  static LineageInput read(Lake lake, PeriodRun run) {
    return new LineageInput(
        LineageRows.assets(run.inputs().current(Assets.TABLE).collectAsList()),
        LineageRows.edges(derivations(run), usage(run)),
        contents(lake, run),
        outputAttributions(run),
        Set.of());
  }

  /** The derivations that hold on the run's day; they grow with assets. */
  static List<Row> derivations(PeriodRun run) {
    return LineageRows.valid(run.inputs().current(Derivations.TABLE).collectAsList(), run.day());
  }

  /** What the period's services served; it grows with services and their models. */
  static UsageEdges usage(PeriodRun run) {
    return LineageRows.usage(
        run.inputs()
            .current(ServedUsage.TABLE)
            .where(col(ServedUsage.PERIOD).equalTo(run.period().toString()))
            .collectAsList(),
        run.period());
  }

  private static Map<String, BigInteger> outputAttributions(PeriodRun run) {
    Map<String, BigInteger> totals = new HashMap<>();
    Dataset<Row> sums =
        run.inputs()
            .current(OutputAttributions.TABLE)
            .where(col(OutputAttributions.PERIOD).equalTo(run.period().toString()))
            .groupBy(OutputAttributions.ASSET_ID)
            .agg(sum(col(OutputAttributions.WEIGHT)).cast("decimal(38,6)").as("total"));
    for (Row row : sums.collectAsList()) {
      totals.put(row.getString(0), row.getDecimal(1).multiply(WEIGHT_UNIT).toBigIntegerExact());
    }
    return totals;
  }

  /** Of the documents and the people only totals; of models, which are assets, one row each. */
  private static List<Contents> contents(Lake lake, PeriodRun run) {
    if (run.sets().isEmpty()) {
      return List.of();
    }
    List<String> ids =
        run.sets().values().stream().map(ContributionSet::contributionsId).distinct().toList();
    Column isModel =
        col(Contributions.PART)
            .isin(ContributionPart.GENERATED.key(), ContributionPart.FEEDBACK_MODELS.key());
    Dataset<Row> sums =
        lake.read(Contributions.TABLE, Contributions.CONTRIBUTIONS_ID, ids)
            .groupBy(
                col(Contributions.DATASET_ID),
                col(Contributions.PART),
                org.apache
                    .spark
                    .sql
                    .functions
                    .when(isModel, col(Contributions.SOURCE_ID))
                    .as("model"))
            .agg(
                coalesce(
                        sum(col(Contributions.WEIGHT).cast(DataTypes.createDecimalType(38, 0))),
                        lit(BigDecimal.ZERO))
                    .cast("decimal(38,0)")
                    .as("weight"));
    return LineageRows.contents(
        sums.collectAsList().stream()
            .map(
                row ->
                    new LineageRows.Weighed(
                        row.getString(0),
                        ContributionPart.of(row.getString(1)),
                        row.getString(2),
                        row.getDecimal(3).toBigIntegerExact()))
            .toList());
  }
}
