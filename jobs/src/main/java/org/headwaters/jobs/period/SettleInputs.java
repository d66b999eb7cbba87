package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.headwaters.core.policy.Policy;
import org.headwaters.jobs.documents.ContributionPart;
import org.headwaters.jobs.documents.ContributionSet;
import org.headwaters.lake.Lake;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.Claims;
import org.headwaters.tables.CommunityMembers;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.Holders;
import org.headwaters.tables.OutputAttributions;
import org.headwaters.transforms.AttributedCredits;
import org.headwaters.transforms.ClaimOutcomes;
import org.headwaters.transforms.SourceCredits;

/**
 * What settling reads: the flows of the run, the contributions that money reached, and who claims
 * what. No document table is among them.
 *
 * @param inflows as {@link SourceCredits#INFLOWS}
 * @param credits as {@link SourceCredits#SCHEMA}: every source that money reached
 */
public record SettleInputs(Dataset<Row> inflows, Dataset<Row> credits) {
  static final String OWN = "own";
  static final String LICENCE_FEE = "licence_fee";
  static final String OUTPUT_ATTRIBUTIONS = "output_attributions";

  /** In {@link SourceCredits#INFLOWS} for money that no contributions divide. */
  private static final String NO_CONTRIBUTIONS = "";

  public static SettleInputs read(Lake lake, PeriodRun run) {
    List<Row> inflows = new ArrayList<>();
    List<Row> direct = new ArrayList<>();
    Map<String, Long> licence = new HashMap<>();
    for (Row flow : lake.read(AssetFlows.TABLE, run.slice()).collectAsList()) {
      String kind = flow.getAs(AssetFlows.TO_KIND);
      String child = flow.getAs(AssetFlows.CHILD_ID);
      long micros = flow.<Long>getAs(AssetFlows.AMOUNT_MICROS);
      switch (kind) {
        case "documents" ->
            inflows.add(inflow(run, child, ContributionPart.DOCUMENTS.key(), micros));
        case "people" -> inflows.add(inflow(run, child, ContributionPart.FEEDBACK.key(), micros));
        case OUTPUT_ATTRIBUTIONS ->
            inflows.add(RowFactory.create(NO_CONTRIBUTIONS, child, OUTPUT_ATTRIBUTIONS, micros));
        case OWN -> {
          inflows.add(RowFactory.create(NO_CONTRIBUTIONS, child, OWN, micros));
          direct.add(credit(child, OWN, flow.getAs(AssetFlows.TO_ID), micros));
        }
        case "source" -> {
          licence.merge(child, micros, Math::addExact);
          direct.add(credit(child, LICENCE_FEE, flow.getAs(AssetFlows.TO_ID), micros));
        }
        default -> {
          // asset, graph, retained, fund, undisclosed: not for a source.
        }
      }
    }
    licence.forEach(
        (earner, micros) ->
            inflows.add(RowFactory.create(NO_CONTRIBUTIONS, earner, LICENCE_FEE, micros)));
    Dataset<Row> inflowRows = lake.spark().createDataFrame(inflows, SourceCredits.INFLOWS);
    return new SettleInputs(inflowRows, credits(lake, run, inflows, inflowRows, direct));
  }

  private static Dataset<Row> credits(
      Lake lake, PeriodRun run, List<Row> inflows, Dataset<Row> inflowRows, List<Row> direct) {
    List<String> reached =
        inflows.stream()
            .map(row -> row.getString(0))
            .filter(id -> !id.equals(NO_CONTRIBUTIONS))
            .distinct()
            .sorted()
            .toList();
    Dataset<Row> attributed =
        AttributedCredits.apply(
            run.inputs().current(OutputAttributions.TABLE),
            run.period().toString(),
            inflowRows.where(col(Contributions.PART).equalTo(OUTPUT_ATTRIBUTIONS)));
    return SourceCredits.apply(
            lake.read(Contributions.TABLE, Contributions.CONTRIBUTIONS_ID, reached), inflowRows)
        .unionByName(attributed)
        .unionByName(lake.spark().createDataFrame(direct, SourceCredits.SCHEMA));
  }

  private static Row inflow(PeriodRun run, String datasetId, String part, long micros) {
    ContributionSet set = run.sets().get(datasetId);
    org.headwaters.core.Breach.check(
        set != null, "Money reached %s of %s, which has no contributions.", part, datasetId);
    return RowFactory.create(
        java.util.Objects.requireNonNull(set).contributionsId(), datasetId, part, micros);
  }

  private static Row credit(String origin, String part, String sourceId, long micros) {
    return RowFactory.create(origin, part, sourceId, micros, 0L, 0L);
  }

  /** What the asset graph left undisclosed, by asset and reason. */
  static Dataset<Row> undisclosed(Lake lake, PeriodRun run) {
    return lake.read(AssetFlows.TABLE, run.slice())
        .where(col(AssetFlows.TO_KIND).equalTo("undisclosed"))
        .groupBy(AssetFlows.CHILD_ID, AssetFlows.REASON)
        .agg(sum(AssetFlows.AMOUNT_MICROS).as(AssetFlows.AMOUNT_MICROS));
  }

  /** The claims that may count on the period's last day. */
  static Dataset<Row> claims(PeriodRun run) {
    Column day = lit(Date.valueOf(run.period().lastDay()));
    return run.inputs()
        .current(Claims.TABLE)
        .where(col(Claims.STATUS).notEqual("withdrawn"))
        .where(
            col(Claims.VALID_FROM)
                .leq(day)
                .and(col(Claims.VALID_TO).isNull().or(col(Claims.VALID_TO).gt(day))));
  }

  /**
   * Communities and directions are brought to the driver: they grow with communities, not with
   * claims or sources.
   */
  static ClaimOutcomes.Rules rules(PeriodRun run) {
    List<ClaimOutcomes.Rules.Member> members = new ArrayList<>();
    for (Row row : run.inputs().current(CommunityMembers.TABLE).collectAsList()) {
      members.add(
          new ClaimOutcomes.Rules.Member(
              row.getAs(CommunityMembers.COMMUNITY_ID),
              row.getAs(CommunityMembers.HOLDER_ID),
              row.<Date>getAs(CommunityMembers.VALID_FROM).toLocalDate(),
              row.getAs(CommunityMembers.SHARE_PPM)));
    }
    Map<String, String> directsTo = new HashMap<>();
    for (Row row :
        run.inputs()
            .current(Holders.TABLE)
            .where(col(Holders.DIRECTS_TO).isNotNull())
            .select(Holders.HOLDER_ID, Holders.DIRECTS_TO)
            .collectAsList()) {
      directsTo.put(row.getString(0), row.getString(1));
    }
    return new ClaimOutcomes.Rules(
        run.policy().domainClaimsCover(),
        run.policy().consent() == Policy.Consent.HOLD_FOR_OWNER,
        run.period().lastDay(),
        members,
        directsTo);
  }
}
