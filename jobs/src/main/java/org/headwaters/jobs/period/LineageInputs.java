package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.lineage.Asset;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.Contents;
import org.headwaters.core.lineage.Disclosure;
import org.headwaters.core.lineage.Edge;
import org.headwaters.core.lineage.LineageInput;
import org.headwaters.core.lineage.Relation;
import org.headwaters.core.lineage.UsageEdges;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Validity;
import org.headwaters.core.source.ContributionPart;
import org.headwaters.jobs.documents.ContributionSet;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.OutputAttributions;
import org.headwaters.tables.ServedUsage;
import org.jspecify.annotations.Nullable;

/**
 * Brings what the asset graph needs to the driver: assets, derivations, served usage, and one row
 * per data set and part of its contributions. All of it grows with assets, none with documents or
 * sources; {@link org.headwaters.core.lineage.AssetGraph} refuses what would not fit.
 */
final class LineageInputs {
  private static final BigDecimal WEIGHT_UNIT = BigDecimal.TEN.pow(6);

  private LineageInputs() {}

  static LineageInput read(Lake lake, PeriodRun run) {
    List<Asset> assets = new ArrayList<>();
    for (Row row : run.inputs().current(Assets.TABLE).collectAsList()) {
      assets.add(asset(row));
    }
    return new LineageInput(
        assets, edges(run), contents(lake, run), outputAttributions(run), Set.of());
  }

  private static Asset asset(Row row) {
    String id = row.getAs(Assets.ASSET_ID);
    @Nullable String kind = row.getAs(Assets.KIND);
    @Nullable String disclosure = row.getAs(Assets.DISCLOSURE);
    @Nullable Integer ownSharePpm = row.getAs(Assets.OWN_SHARE_PPM);
    return new Asset(
        id,
        kind == null ? AssetKind.ofId(id) : AssetKind.of(kind),
        disclosure == null ? Disclosure.UNSTATED : Disclosure.of(disclosure),
        ownSharePpm == null ? 0 : ownSharePpm);
  }

  private static List<Edge> edges(PeriodRun run) {
    UsageEdges usage = usage(run);
    Set<String> served = new HashSet<>();
    usage.edges().forEach(edge -> served.add(edge.childId()));
    List<Edge> edges = new ArrayList<>(usage.edges());
    for (Row row : derivations(run)) {
      Edge edge = edge(row);
      boolean replaced =
          edge.relation() == Relation.SERVES
              && !(edge.sharePpm() != null && edge.hasEvidence())
              && served.contains(edge.childId());
      if (!replaced) {
        edges.add(edge);
      }
    }
    return edges;
  }

  /** The derivations that hold on the run's day; they grow with assets. */
  static List<Row> derivations(PeriodRun run) {
    List<Row> valid = new ArrayList<>();
    for (Row row : run.inputs().current(Derivations.TABLE).collectAsList()) {
      @Nullable Date to = row.getAs(Derivations.VALID_TO);
      LocalDate from = row.<Date>getAs(Derivations.VALID_FROM).toLocalDate();
      if (new Validity(from, to == null ? null : to.toLocalDate()).contains(run.day())) {
        valid.add(row);
      }
    }
    return valid;
  }

  /** What the period's services served; it grows with services and their models. */
  static UsageEdges usage(PeriodRun run) {
    List<UsageEdges.Served> served = new ArrayList<>();
    for (Row row :
        run.inputs()
            .current(ServedUsage.TABLE)
            .where(col(ServedUsage.PERIOD).equalTo(run.period().toString()))
            .collectAsList()) {
      served.add(
          new UsageEdges.Served(
              row.getAs(ServedUsage.SERVICE_ID),
              row.getAs(ServedUsage.MODEL_ID),
              row.<Long>getAs(ServedUsage.TOKENS),
              row.getAs(ServedUsage.EARNED_AMOUNT)));
    }
    return UsageEdges.of(served, run.period().firstDay());
  }

  private static Edge edge(Row row) {
    @Nullable BigDecimal weight = row.getAs(Derivations.WEIGHT);
    @Nullable String evidence = row.getAs(Derivations.EVIDENCE);
    return new Edge(
        row.getAs(Derivations.CHILD_ID),
        row.getAs(Derivations.PARENT_ID),
        Relation.of(row.getAs(Derivations.RELATION)),
        weight == null ? null : Edge.units(weight),
        row.getAs(Derivations.SHARE_PPM),
        row.<Integer>getAs(Derivations.CONFIDENCE_PPM),
        evidence != null && !evidence.isBlank(),
        row.<Date>getAs(Derivations.VALID_FROM).toLocalDate());
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
    Map<String, Map<ContributionPart, SortedMap<String, BigInteger>>> byDataset = new TreeMap<>();
    for (Row row : sums.collectAsList()) {
      byDataset
          .computeIfAbsent(row.getString(0), id -> new HashMap<>())
          .computeIfAbsent(
              ContributionPart.of(row.getString(1)), part -> new TreeMap<>(KeyOrder.UTF8))
          .put(row.isNullAt(2) ? "" : row.getString(2), row.getDecimal(3).toBigIntegerExact());
    }
    List<Contents> contents = new ArrayList<>();
    byDataset.forEach(
        (datasetId, parts) ->
            contents.add(
                new Contents(
                    datasetId,
                    total(parts, ContributionPart.DOCUMENTS),
                    models(parts, ContributionPart.GENERATED),
                    total(parts, ContributionPart.FEEDBACK),
                    models(parts, ContributionPart.FEEDBACK_MODELS))));
    contents.sort(Comparator.comparing(Contents::assetId, KeyOrder.UTF8));
    return contents;
  }

  private static BigInteger total(
      Map<ContributionPart, SortedMap<String, BigInteger>> parts, ContributionPart part) {
    return models(parts, part).values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static SortedMap<String, BigInteger> models(
      Map<ContributionPart, SortedMap<String, BigInteger>> parts, ContributionPart part) {
    return parts.getOrDefault(part, new TreeMap<>(KeyOrder.UTF8));
  }
}
