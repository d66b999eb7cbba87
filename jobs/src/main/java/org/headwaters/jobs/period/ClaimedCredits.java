package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.jobs.documents.ContributionSet;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Claims;
import org.headwaters.tables.People;
import org.headwaters.transforms.ClaimOutcomes;
import org.headwaters.transforms.PathMeanings;

/**
 * Credits meet claims: an account's claim by its pseudonym, a path's by what {@link People} says
 * that its pseudonym means. The outcomes know pseudonyms only.
 */
final class ClaimedCredits {
  private ClaimedCredits() {}

  /** The credits that a claim could match, each with its claims. */
  static Dataset<Row> matched(Lake lake, PeriodRun run, Dataset<Row> credits) {
    Dataset<Row> claims = SettleInputs.claims(run);
    Dataset<Row> meant =
        claims.where(PathMeanings.isPath(col(Claims.PATTERN))).isEmpty()
            ? PathMeanings.asShown(credits)
            : PathMeanings.meant(credits, people(lake, run));
    return ClaimOutcomes.matched(meant, claims);
  }

  /** Whom the contributions and inputs of the run name: as many rows as those have sources. */
  static Dataset<Row> people(Lake lake, PeriodRun run) {
    List<String> seenIn =
        new ArrayList<>(
            run.sets().values().stream().map(ContributionSet::contributionsId).toList());
    seenIn.add(run.runId());
    return lake.read(People.TABLE, People.SEEN_IN, seenIn);
  }
}
