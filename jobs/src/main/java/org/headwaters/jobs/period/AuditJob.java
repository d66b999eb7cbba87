package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.AuditFolder;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Claims;
import org.headwaters.tables.CommunityMembers;
import org.headwaters.tables.Holders;
import org.headwaters.tables.Table;
import org.headwaters.transforms.HolderNames;
import org.headwaters.transforms.SourceNames;

/**
 * Writes what an auditor recomputes a period with: the published tables with one row a person, by
 * pseudonym, and the claims and communities of today. Not for anybody: a public dump of a small
 * site can be matched by its weights.
 */
public final class AuditJob implements Job {
  private final Period period;
  private final String folder;

  /** {@code folder} is a URI or an absolute path, outside the lake. */
  public AuditJob(Period period, String folder) {
    this.period = period;
    this.folder = folder;
  }

  @Override
  public String name() {
    return "publish";
  }

  @Override
  public Optional<Period> month() {
    return Optional.of(period);
  }

  @Override
  public JobReport run(JobContext context) {
    Lake lake = context.lake();
    Optional<Booking> booking = BookingChain.read(lake).current(period);
    UsageError.check(
        booking.isPresent(),
        "Cannot write an audit of %s: it is not booked. Run `headwaters settle --period %s` first.",
        period,
        period);
    context.progress().doing("publish " + period + " for an audit");
    AuditFolder to = new AuditFolder(lake, folder);
    long bytes = 0;
    Map<Table, Dataset<Row>> tables = tables(context, booking.orElseThrow());
    for (Map.Entry<Table, Dataset<Row>> table : tables.entrySet()) {
      bytes += to.write(table.getKey(), period.toString(), table.getValue());
    }
    to.writeViews(List.copyOf(tables.keySet()));
    return new JobReport(
        name(),
        true,
        Map.of("tables", (long) tables.size(), JobReport.FILE_BYTES, bytes),
        List.of(
            period
                + ": one row a person, in "
                + folder
                + ". Pseudonyms are not anonymous: give it to the auditor alone."));
  }

  private static Map<Table, Dataset<Row>> tables(JobContext context, Booking booking) {
    Map<Table, Dataset<Row>> tables = new LinkedHashMap<>();
    for (Table table : PublishedRows.TABLES) {
      tables.put(table, PublishedRows.booked(context.lake(), table, booking));
    }
    Inputs inputs = Inputs.now(context.lake());
    Dataset<Row> holders = inputs.current(Holders.TABLE);
    Pseudonyms names = context.lakeSecret().pseudonyms();
    tables.put(
        Claims.TABLE,
        HolderNames.shown(inputs.current(Claims.TABLE), Claims.HOLDER_ID, holders, names)
            .withColumn(Claims.PATTERN, SourceNames.shown(names).apply(col(Claims.PATTERN)))
            // What proves a claim is for those who decide it: a link to a profile names a person.
            .drop(Claims.EVIDENCE));
    tables.put(
        CommunityMembers.TABLE,
        HolderNames.shown(
            HolderNames.shown(
                inputs.current(CommunityMembers.TABLE), CommunityMembers.HOLDER_ID, holders, names),
            CommunityMembers.COMMUNITY_ID,
            holders,
            names));
    return tables;
  }
}
