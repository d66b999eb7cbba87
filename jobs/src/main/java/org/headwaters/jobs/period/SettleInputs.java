package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.Breach;
import org.headwaters.core.claims.Claim;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.core.settlement.Inflow;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.jobs.documents.ContributionSet;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Claims;
import org.headwaters.tables.CommunityMembers;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.Holders;
import org.headwaters.tables.OutputAttributions;
import org.headwaters.tables.RowShape;
import org.headwaters.transforms.AttributedCredits;
import org.headwaters.transforms.ClaimOutcomes;
import org.headwaters.transforms.HolderNames;
import org.headwaters.transforms.PathMeanings;
import org.headwaters.transforms.SourceCredits;
import org.headwaters.transforms.SourceNames;

/**
 * What settling reads: the flows of the run, the contributions that money reached, and who claims
 * what. No document table is among them.
 *
 * @param inflows as {@link SourceCredits#INFLOWS}, one row per data set, part and sign
 * @param credits as {@link SourceCredits#SCHEMA}: every source that money reached, none with 0
 * @param undisclosed dataset_id, reason, amount_micros of what the asset graph left undisclosed
 */
public record SettleInputs(Dataset<Row> inflows, Dataset<Row> credits, Dataset<Row> undisclosed) {
  /** In {@link SourceCredits#INFLOWS} for money that no contributions divide. */
  private static final String NO_CONTRIBUTIONS = "";

  /** Money of one sign that the asset graph left undisclosed. */
  public record Undisclosed(String datasetId, String reason, long amountMicros) {}

  private static final RowShape<Undisclosed> UNDISCLOSED =
      RowShape.of(
          "what is undisclosed",
          new StructType()
              .add(HolderCredits.DATASET_ID, DataTypes.StringType, false)
              .add(HolderCredits.REASON, DataTypes.StringType, false)
              .add(HolderCredits.AMOUNT_MICROS, DataTypes.LongType, false),
          Undisclosed.class);

  /** Of the flows that the run wrote. */
  public static SettleInputs read(Lake lake, PeriodRun run) {
    return of(lake, run, FlowRows.read(lake, run));
  }

  /** Of these flows, written or not. */
  static SettleInputs of(Lake lake, PeriodRun run, List<MoneyFlow> flows) {
    Arrived arrived = new Arrived(run);
    Inflow.all(flows).forEach(arrived::add);
    Dataset<Row> inflows = rows(lake, SourceCredits.INFLOW_ROWS, arrived.inflowRows());
    Dataset<Row> direct = rows(lake, SourceCredits.CREDIT_ROWS, arrived.directRows());
    Dataset<Row> attributed =
        AttributedCredits.apply(
            run.inputs()
                .current(OutputAttributions.TABLE)
                .where(col(OutputAttributions.PERIOD).equalTo(run.period().toString()))
                .withColumn(
                    OutputAttributions.SOURCE_ID,
                    SourceNames.shown(run.names()).apply(col(OutputAttributions.SOURCE_ID))),
            inflows.where(col(Contributions.PART).equalTo(CreditPart.OUTPUT_ATTRIBUTIONS.key())));
    Dataset<Row> contributions =
        lake.read(Contributions.TABLE, Contributions.CONTRIBUTIONS_ID, arrived.contributionsIds());
    return new SettleInputs(
        inflows,
        SourceCredits.apply(contributions, inflows)
            .unionByName(attributed)
            .unionByName(direct)
            .where(col(SourceCredits.AMOUNT_MICROS).notEqual(0)),
        rows(lake, UNDISCLOSED, arrived.undisclosedRows()));
  }

  private static <T extends Record> Dataset<Row> rows(
      Lake lake, RowShape<T> shape, List<T> records) {
    return lake.spark().createDataFrame(shape.rows(records), shape.schema());
  }

  /** The flows that end at sources or without one, added up by what they are for. */
  private static final class Arrived {
    private final PeriodRun run;
    private final Map<Group, Long> inflows = new LinkedHashMap<>();
    private final Map<Group, Long> direct = new LinkedHashMap<>();
    private final Map<Group, Long> undisclosed = new LinkedHashMap<>();

    /**
     * Money of one sign.
     *
     * @param origin the data set, earner or asset
     * @param detail the source that it goes to, or the reason for which it goes to none; else empty
     */
    private record Group(String origin, CreditPart part, String detail, int sign) {}

    Arrived(PeriodRun run) {
      this.run = run;
    }

    void add(Inflow inflow) {
      switch (inflow.part()) {
        case DOCUMENTS, FEEDBACK, OUTPUT_ATTRIBUTIONS -> add(inflows, inflow, "");
        case OWN, LICENCE_FEE -> {
          add(inflows, inflow, "");
          add(direct, inflow, Objects.requireNonNull(inflow.sourceId()));
        }
        case LINEAGE -> add(undisclosed, inflow, Objects.requireNonNull(inflow.reason()).key());
      }
    }

    private static void add(Map<Group, Long> to, Inflow inflow, String detail) {
      to.merge(
          new Group(inflow.originId(), inflow.part(), detail, Long.signum(inflow.amountMicros())),
          inflow.amountMicros(),
          Math::addExact);
    }

    List<SourceCredits.Inflow> inflowRows() {
      List<SourceCredits.Inflow> rows = new ArrayList<>();
      inflows.forEach(
          (group, micros) ->
              rows.add(
                  new SourceCredits.Inflow(
                      contributionsId(group), group.origin(), group.part().key(), micros)));
      return rows;
    }

    List<SourceCredits.Credit> directRows() {
      List<SourceCredits.Credit> rows = new ArrayList<>();
      direct.forEach(
          (group, micros) ->
              rows.add(
                  new SourceCredits.Credit(
                      group.origin(), group.part().key(), group.detail(), micros, 0, 0)));
      return rows;
    }

    List<Undisclosed> undisclosedRows() {
      List<Undisclosed> rows = new ArrayList<>();
      undisclosed.forEach(
          (group, micros) -> rows.add(new Undisclosed(group.origin(), group.detail(), micros)));
      return rows;
    }

    List<String> contributionsIds() {
      return inflows.keySet().stream()
          .map(this::contributionsId)
          .filter(id -> !id.equals(NO_CONTRIBUTIONS))
          .distinct()
          .sorted()
          .toList();
    }

    private String contributionsId(Group group) {
      if (group.part() != CreditPart.DOCUMENTS && group.part() != CreditPart.FEEDBACK) {
        return NO_CONTRIBUTIONS;
      }
      ContributionSet set = run.sets().get(group.origin());
      Breach.check(
          set != null,
          "Money reached %s of %s, which has no contributions.",
          group.part().key(),
          group.origin());
      return Objects.requireNonNull(set).contributionsId();
    }
  }

  /**
   * The claims that count on the run's day, and whether their holders are known. Holders and
   * patterns, but for paths, are as they are shown.
   */
  static Dataset<Row> claims(PeriodRun run) {
    Column day = lit(Date.valueOf(run.day()));
    return PathMeanings.patterns(
        holdersKnown(
            run,
            run.inputs()
                .current(Claims.TABLE)
                .where(col(Claims.STATUS).notEqual(Claim.Status.WITHDRAWN.key()))
                .where(col(Claims.SHARE_PPM).isNull().or(col(Claims.SHARE_PPM).gt(0)))
                .where(
                    col(Claims.VALID_FROM)
                        .leq(day)
                        .and(col(Claims.VALID_TO).isNull().or(col(Claims.VALID_TO).gt(day))))),
        run.names());
  }

  /**
   * The rows of community_members, of all days, and whether the members are known. Both are as they
   * are shown.
   */
  static Dataset<Row> members(PeriodRun run) {
    return HolderNames.shown(
        holdersKnown(run, run.inputs().current(CommunityMembers.TABLE)),
        CommunityMembers.COMMUNITY_ID,
        run.inputs().current(Holders.TABLE),
        run.names());
  }

  /** Adds whether a row of holders describes the row's holder_id, and shows that as it is shown. */
  private static Dataset<Row> holdersKnown(PeriodRun run, Dataset<Row> rows) {
    Dataset<Row> known =
        run.inputs()
            .current(Holders.TABLE)
            .select(col(Holders.HOLDER_ID), lit(true).as(ClaimOutcomes.HOLDER_KNOWN));
    return HolderNames.shown(
        rows.join(known, new String[] {Holders.HOLDER_ID}, "left")
            .withColumn(
                ClaimOutcomes.HOLDER_KNOWN, coalesce(col(ClaimOutcomes.HOLDER_KNOWN), lit(false))),
        Holders.HOLDER_ID,
        run.inputs().current(Holders.TABLE),
        run.names());
  }

  /**
   * Communities are brought to the driver: they grow with memberships, not with claims or sources.
   */
  static ClaimOutcomes.Rules rules(PeriodRun run) {
    List<ClaimOutcomes.Rules.Member> members = new ArrayList<>();
    for (Row row : members(run).collectAsList()) {
      members.add(
          new ClaimOutcomes.Rules.Member(
              row.getAs(CommunityMembers.COMMUNITY_ID),
              row.getAs(CommunityMembers.HOLDER_ID),
              row.<Boolean>getAs(ClaimOutcomes.HOLDER_KNOWN),
              row.<Date>getAs(CommunityMembers.VALID_FROM).toLocalDate(),
              row.getAs(CommunityMembers.SHARE_PPM)));
    }
    return new ClaimOutcomes.Rules(
        run.policy().domainClaimsCover(),
        run.policy().consent() == Policy.Consent.HOLD_FOR_OWNER,
        run.day(),
        members);
  }
}
