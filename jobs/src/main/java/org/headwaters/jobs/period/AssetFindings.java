package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.headwaters.adapters.Licences;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.lineage.Destination;
import org.headwaters.core.lineage.Exit;
import org.headwaters.core.lineage.Finding;
import org.headwaters.core.lineage.FindingKind;
import org.headwaters.core.lineage.OwnShareChains;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.LineageFindings;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.ServedUsage;
import org.jspecify.annotations.Nullable;

/**
 * What is odd about the assets themselves: a child older than its parent, a licence that changed on
 * the way, a name used twice, usage without revenue. None of it moves money.
 */
final class AssetFindings {
  private AssetFindings() {}

  private record Described(
      String id,
      @Nullable String name,
      @Nullable String provider,
      @Nullable Date releasedOn,
      @Nullable String license) {}

  /** Rows of lineage_findings, in asset order. */
  static List<LineageFindings.Finding> rows(PeriodRun run, AssetGraph graph) {
    Map<String, Described> described = new HashMap<>();
    for (Row row : run.inputs().current(Assets.TABLE).collectAsList()) {
      String id = row.getAs(Assets.ASSET_ID);
      described.put(
          id,
          new Described(
              id,
              name(row),
              row.getAs(Assets.PROVIDER),
              row.getAs(Assets.RELEASED_ON),
              row.getAs(Assets.LICENSE)));
    }
    List<LineageFindings.Finding> rows = new ArrayList<>();
    for (int asset = 0; asset < graph.size(); asset++) {
      Set<String> parents = new TreeSet<>(KeyOrder.UTF8);
      for (Exit exit : graph.exits(asset)) {
        if (exit.destination() == Destination.ASSET && exit.parentId() != null) {
          parents.add(exit.parentId());
        }
      }
      for (String parent : parents) {
        edge(run, described.get(graph.assetId(asset)), described.get(parent), rows);
      }
    }
    names(run, described, rows);
    Map<String, String> providers = new HashMap<>();
    for (Described asset : described.values()) {
      if (asset.provider() != null) {
        providers.put(asset.id(), asset.provider());
      }
    }
    OwnShareChains.find(graph, providers).forEach(finding -> rows.add(finding(run, finding)));
    revenue(run, rows);
    roundedWeights(run, rows);
    for (String service : LineageInputs.usage(run).byTokens()) {
      rows.add(
          row(
              run,
              FindingKind.SERVED_BY_TOKENS,
              service,
              null,
              "no earned_amount of each of its models: its money is divided by tokens"));
    }
    return rows;
  }

  private static void roundedWeights(PeriodRun run, List<LineageFindings.Finding> rows) {
    for (Row row : LineageInputs.derivations(run)) {
      @Nullable String given = row.getAs(Derivations.WEIGHT_GIVEN);
      if (given == null) {
        continue;
      }
      rows.add(
          row(
              run,
              FindingKind.WEIGHT_ROUNDED,
              row.getAs(Derivations.CHILD_ID),
              row.getAs(Derivations.PARENT_ID),
              String.format(
                  Locale.ROOT,
                  "%s: weight %s is kept as %s",
                  row.<String>getAs(Derivations.RELATION),
                  given,
                  row.<BigDecimal>getAs(Derivations.WEIGHT).stripTrailingZeros().toPlainString())));
    }
  }

  private static @Nullable String name(Row row) {
    @Nullable String name = row.getAs(Assets.NAME);
    @Nullable String version = row.getAs(Assets.VERSION);
    @Nullable String provider = row.getAs(Assets.PROVIDER);
    return name == null ? null : provider + " " + name + " " + version;
  }

  private static void edge(
      PeriodRun run,
      @Nullable Described child,
      @Nullable Described parent,
      List<LineageFindings.Finding> rows) {
    if (child == null || parent == null) {
      return;
    }
    if (child.releasedOn() != null
        && parent.releasedOn() != null
        && child.releasedOn().before(parent.releasedOn())) {
      rows.add(
          row(
              run,
              FindingKind.TIME_INVERSION,
              child.id(),
              parent.id(),
              "released on " + child.releasedOn() + ", its parent on " + parent.releasedOn()));
    }
    Set<String> childLicence = licences(child);
    Set<String> parentLicence = licences(parent);
    if (!childLicence.isEmpty()
        && !parentLicence.isEmpty()
        && !childLicence.equals(parentLicence)) {
      rows.add(
          row(
              run,
              FindingKind.LICENCE_DRIFT,
              child.id(),
              parent.id(),
              child.license() + " from " + parent.license()));
    }
  }

  private static Set<String> licences(Described asset) {
    return asset.license() == null ? Set.of() : Licences.known(asset.license());
  }

  private static void names(
      PeriodRun run, Map<String, Described> described, List<LineageFindings.Finding> rows) {
    Map<String, String> firstOfName = new HashMap<>();
    described.values().stream()
        .filter(asset -> asset.name() != null)
        .sorted(Comparator.comparing(Described::id, KeyOrder.UTF8))
        .forEach(
            asset -> {
              String first = firstOfName.putIfAbsent(String.valueOf(asset.name()), asset.id());
              if (first != null) {
                rows.add(
                    row(
                        run,
                        FindingKind.DUPLICATE_NAME,
                        asset.id(),
                        first,
                        String.valueOf(asset.name())));
              }
            });
  }

  private static void revenue(PeriodRun run, List<LineageFindings.Finding> rows) {
    String period = run.period().toString();
    List<Row> silent =
        run.inputs()
            .current(ServedUsage.TABLE)
            .where(col(ServedUsage.PERIOD).equalTo(period))
            .select(col(ServedUsage.SERVICE_ID).as(Revenue.ASSET_ID))
            .distinct()
            .join(
                run.inputs().current(Revenue.TABLE).where(col(Revenue.PERIOD).equalTo(period)),
                new String[] {Revenue.ASSET_ID},
                "left_anti")
            .orderBy(Revenue.ASSET_ID)
            .collectAsList();
    for (Row row : silent) {
      rows.add(
          row(
              run,
              FindingKind.REVENUE_MISSING,
              row.getString(0),
              null,
              "served tokens, but no revenue line"));
    }
  }

  static LineageFindings.Finding finding(PeriodRun run, Finding finding) {
    return row(run, finding.kind(), finding.assetId(), finding.parentId(), finding.detail());
  }

  private static LineageFindings.Finding row(
      PeriodRun run,
      FindingKind finding,
      String assetId,
      @Nullable String parentId,
      String detail) {
    return new LineageFindings.Finding(
        run.period().toString(), run.runId(), finding.key(), assetId, parentId, detail);
  }
}
