package org.headwaters.jobs.period;

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
import org.apache.spark.sql.Row;
import org.headwaters.core.lineage.Asset;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.Contents;
import org.headwaters.core.lineage.Disclosure;
import org.headwaters.core.lineage.Edge;
import org.headwaters.core.lineage.Relation;
import org.headwaters.core.lineage.UsageEdges;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Validity;
import org.headwaters.core.source.ContributionPart;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.ServedUsage;
import org.jspecify.annotations.Nullable;

/**
 * Rows of what the asset graph is built from, as its parts in core: the same for a run in a lake
 * and for whoever settles a published month again.
 */
public final class LineageRows {
  private LineageRows() {}

  /** Rows of {@code assets}. */
  public static List<Asset> assets(List<Row> rows) {
    return rows.stream().map(LineageRows::asset).toList();
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

  /** Rows of {@code derivations} that count, beside what was served. */
  public static List<Edge> edges(List<Row> valid, UsageEdges usage) {
    Set<String> served = new HashSet<>();
    usage.edges().forEach(edge -> served.add(edge.childId()));
    List<Edge> edges = new ArrayList<>(usage.edges());
    for (Row row : valid) {
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

  /** The rows of {@code derivations} that hold on a day. */
  public static List<Row> valid(List<Row> derivations, LocalDate day) {
    return derivations.stream().filter(row -> validity(row).contains(day)).toList();
  }

  /** Rows of {@code served_usage} of a period. */
  public static UsageEdges usage(List<Row> rows, Period period) {
    List<UsageEdges.Served> served = new ArrayList<>();
    for (Row row : rows) {
      served.add(
          new UsageEdges.Served(
              row.getAs(ServedUsage.SERVICE_ID),
              row.getAs(ServedUsage.MODEL_ID),
              row.<Long>getAs(ServedUsage.TOKENS),
              row.getAs(ServedUsage.EARNED_AMOUNT)));
    }
    return UsageEdges.of(served, period.firstDay());
  }

  private static Validity validity(Row row) {
    @Nullable Date to = row.getAs(Derivations.VALID_TO);
    return new Validity(
        row.<Date>getAs(Derivations.VALID_FROM).toLocalDate(),
        to == null ? null : to.toLocalDate());
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

  /**
   * Weight of contributions, added or not.
   *
   * @param modelId the model that wrote or rated; null for documents and people
   */
  public record Weighed(
      String datasetId, ContributionPart part, @Nullable String modelId, BigInteger weight) {

    /** A row of {@code contributions}, or a sum of several. */
    public static Weighed of(String datasetId, String part, String sourceId, BigInteger weight) {
      ContributionPart of = ContributionPart.of(part);
      boolean isModel = of == ContributionPart.GENERATED || of == ContributionPart.FEEDBACK_MODELS;
      return new Weighed(datasetId, of, isModel ? sourceId : null, weight);
    }
  }

  /** What each data set holds. */
  public static List<Contents> contents(List<Weighed> weights) {
    Map<String, Map<ContributionPart, SortedMap<String, BigInteger>>> byDataset = new TreeMap<>();
    for (Weighed each : weights) {
      byDataset
          .computeIfAbsent(each.datasetId(), id -> new HashMap<>())
          .computeIfAbsent(each.part(), part -> new TreeMap<>(KeyOrder.UTF8))
          .merge(each.modelId() == null ? "" : each.modelId(), each.weight(), BigInteger::add);
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
