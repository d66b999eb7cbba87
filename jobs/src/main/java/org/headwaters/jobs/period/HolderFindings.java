package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.claims.Claim;
import org.headwaters.core.claims.HoldReason;
import org.headwaters.tables.Claims;
import org.headwaters.tables.CommunityMembers;
import org.headwaters.tables.LineageFindings;
import org.headwaters.transforms.ClaimOutcomes;

/**
 * Verified claims and memberships whose holder no row of holders describes: their money waits. Says
 * how many there are, and names nobody.
 */
final class HolderFindings {
  private static final String SUBJECT = "subject";

  private HolderFindings() {}

  /** At most one row of lineage_findings for each of the two tables. */
  static List<LineageFindings.Finding> rows(PeriodRun run) {
    Column holder = col(Claims.HOLDER_ID);
    Column unknown = not(col(ClaimOutcomes.HOLDER_KNOWN));
    Dataset<Row> claims =
        SettleInputs.claims(run)
            .where(unknown.and(col(Claims.STATUS).equalTo(Claim.Status.VERIFIED.key())))
            .select(lit(Claims.TABLE.name()).as(SUBJECT), holder);
    Dataset<Row> members =
        SettleInputs.members(run)
            .where(unknown)
            .select(lit(CommunityMembers.TABLE.name()).as(SUBJECT), holder);
    List<LineageFindings.Finding> rows = new ArrayList<>();
    for (Row row :
        claims
            .unionByName(members)
            .groupBy(SUBJECT)
            .agg(count(holder), countDistinct(holder))
            .orderBy(SUBJECT)
            .collectAsList()) {
      rows.add(
          new LineageFindings.Finding(
              run.period().toString(),
              run.runId(),
              HoldReason.UNKNOWN_HOLDER.key(),
              row.getString(0),
              null,
              String.format(
                  Locale.ROOT,
                  "%d rows name %d holders that no row of holders describes; what is theirs waits.",
                  row.getLong(1),
                  row.getLong(2))));
    }
    return rows;
  }
}
