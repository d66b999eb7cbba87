package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.claims.Claim;
import org.headwaters.core.claims.ClaimPatterns;
import org.headwaters.core.claims.ClaimResolver;
import org.headwaters.core.claims.ClaimRules;
import org.headwaters.core.claims.CommunityMember;
import org.headwaters.core.claims.Credit;
import org.headwaters.core.claims.Outcome;
import org.headwaters.core.claims.Payees;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.core.source.SourceId;
import org.headwaters.tables.Claims;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.RowShape;
import org.jspecify.annotations.Nullable;

/**
 * Where the credits go that somebody claims. Grain: one row per credit, bucket, holder, claim and
 * reason; what is left unclaimed of a claimed credit is a row too. Credits that no claim could
 * match do not appear.
 */
public final class ClaimOutcomes {
  /** Whether a row of holders describes the holder of a claim. */
  public static final String HOLDER_KNOWN = "holder_known";

  /** The whole credit that an outcome is a part of. */
  public static final String CREDIT_MICROS = "credit_micros";

  private static final String PATTERN = "candidate_pattern";
  private static final String CLAIMS = "matching_claims";

  private static final StructType SCHEMA =
      new StructType()
          .add(HolderCredits.DATASET_ID, DataTypes.StringType, false)
          .add(HolderCredits.PART, DataTypes.StringType, false)
          .add(HolderCredits.SOURCE_ID, DataTypes.StringType, false)
          .add(CREDIT_MICROS, DataTypes.LongType, false)
          .add(HolderCredits.BUCKET, DataTypes.StringType, false)
          .add(HolderCredits.HOLDER_ID, DataTypes.StringType, true)
          .add(HolderCredits.CLAIM_ID, DataTypes.StringType, true)
          .add(HolderCredits.REASON, DataTypes.StringType, true)
          .add(HolderCredits.AMOUNT_MICROS, DataTypes.LongType, false);

  /** A part of a credit, in a holder's hand or waiting. */
  public record Part(
      String datasetId,
      String part,
      String sourceId,
      long creditMicros,
      String bucket,
      @Nullable String holderId,
      @Nullable String claimId,
      @Nullable String reason,
      long amountMicros) {}

  private static final RowShape<Part> PARTS = RowShape.of("outcomes", SCHEMA, Part.class);

  private ClaimOutcomes() {}

  /**
   * What claims are resolved with, in a form that travels to executors.
   *
   * @param members rows of community_members, of all days
   */
  public record Rules(
      Map<String, Integer> domainClaimsCover,
      boolean holdRefused,
      LocalDate lastDay,
      List<Member> members)
      implements Serializable {
    public Rules {
      domainClaimsCover = Map.copyOf(domainClaimsCover);
      members = List.copyOf(members);
    }

    /** As {@link CommunityMember}. */
    public record Member(
        String communityId,
        String holderId,
        boolean holderKnown,
        LocalDate validFrom,
        @Nullable Integer sharePpm)
        implements Serializable {
      CommunityMember row() {
        return new CommunityMember(communityId, holderId, holderKnown, validFrom, sharePpm);
      }
    }

    ClaimResolver resolver() {
      return new ClaimResolver(
          patterns(),
          new ClaimRules(domainClaimsCover, holdRefused, lastDay),
          new Payees(members.stream().map(Member::row).toList(), lastDay));
    }
  }

  /** Candidates are made with the same public suffixes as the sources were. */
  public static ClaimPatterns patterns() {
    return new ClaimPatterns(ShippedSuffixes.sites());
  }

  /**
   * The credits that a claim could match, each with its claims. Grain: that of the credits.
   *
   * @param credits as {@link PathMeanings} gives them, none of 0
   * @param claims the claims that count, with {@link #HOLDER_KNOWN}
   */
  public static Dataset<Row> matched(Dataset<Row> credits, Dataset<Row> claims) {
    return credits
        .withColumn(PATTERN, explode(candidates().apply(col(PathMeanings.MEANT))))
        .join(
            claims.select(
                col(Claims.PATTERN).as(PATTERN),
                struct(
                        col(Claims.HOLDER_ID),
                        col(Claims.CLAIM_ID),
                        col(HOLDER_KNOWN),
                        col(Claims.PATTERN),
                        col(Claims.SHARE_PPM),
                        col(Claims.STATUS),
                        col(Claims.ACCEPTS_REFUSED),
                        col(Claims.VALID_FROM),
                        col(Claims.VALID_TO))
                    .as(CLAIMS)),
            PATTERN)
        .groupBy(
            Contributions.DATASET_ID,
            Contributions.PART,
            Contributions.SOURCE_ID,
            PathMeanings.MEANT,
            SourceCredits.AMOUNT_MICROS,
            Contributions.WEIGHT,
            Contributions.WEIGHT_REFUSED)
        .agg(collect_list(col(CLAIMS)).as(CLAIMS));
  }

  /** Resolves every credit of {@link #matched}. */
  public static Dataset<Row> apply(Dataset<Row> matched, Rules rules) {
    return matched.mapPartitions(
        (MapPartitionsFunction<Row, Row>) rows -> outcomes(rows, rules.resolver()),
        Encoders.row(SCHEMA));
  }

  private static UserDefinedFunction candidates() {
    return udf(
        (UDF1<String, List<String>>) source -> patterns().candidates(SourceId.parse(source)),
        DataTypes.createArrayType(DataTypes.StringType, false));
  }

  private static Iterator<Row> outcomes(Iterator<Row> rows, ClaimResolver resolver) {
    List<Row> outcomes = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      Credit credit = credit(row);
      List<Claim> claims = new ArrayList<>();
      for (Object claim : row.getList(row.fieldIndex(CLAIMS))) {
        claims.add(claim((Row) claim));
      }
      for (Outcome outcome : resolver.outcomes(credit, claims)) {
        outcomes.add(
            PARTS.row(
                new Part(
                    credit.origin(),
                    credit.part().key(),
                    row.getAs(Contributions.SOURCE_ID),
                    credit.amountMicros(),
                    outcome.bucket().key(),
                    outcome.holderId(),
                    outcome.claimId(),
                    outcome.reason() == null ? null : outcome.reason().key(),
                    outcome.amountMicros())));
      }
    }
    return outcomes.iterator();
  }

  private static Credit credit(Row row) {
    return new Credit(
        SourceId.parse(row.getAs(PathMeanings.MEANT)),
        row.getAs(Contributions.DATASET_ID),
        CreditPart.of(row.getAs(Contributions.PART)),
        row.<Long>getAs(SourceCredits.AMOUNT_MICROS),
        row.<Long>getAs(Contributions.WEIGHT),
        row.<Long>getAs(Contributions.WEIGHT_REFUSED));
  }

  private static Claim claim(Row row) {
    return new Claim(
        row.getAs(Claims.HOLDER_ID),
        row.getAs(Claims.CLAIM_ID),
        row.<Boolean>getAs(HOLDER_KNOWN),
        SourceId.parse(row.getAs(Claims.PATTERN)),
        row.getAs(Claims.SHARE_PPM),
        Claim.Status.parse(row.getAs(Claims.STATUS)),
        Boolean.TRUE.equals(row.<Boolean>getAs(Claims.ACCEPTS_REFUSED)),
        date(row.getAs(Claims.VALID_FROM)),
        date(row.getAs(Claims.VALID_TO)));
  }

  private static @Nullable LocalDate date(@Nullable Date date) {
    return date == null ? null : date.toLocalDate();
  }
}
