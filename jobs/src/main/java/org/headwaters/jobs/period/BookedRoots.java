package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.jobs.documents.ContributionSet;
import org.headwaters.jobs.step.ParallelWork;
import org.headwaters.jobs.step.TreeOfRows;
import org.headwaters.lake.Lake;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.CanonicalRows;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Claims;
import org.headwaters.tables.CommunityMembers;
import org.headwaters.tables.ContributionTrees;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.Pools;
import org.headwaters.tables.Table;
import org.headwaters.tables.TableRoots;
import org.headwaters.transforms.ClaimOutcomes;
import org.headwaters.transforms.PathMeanings;
import org.headwaters.transforms.SourceNames;

/**
 * The roots of every table that a booking rests on or makes current, and of what is published of
 * it: what it says cannot be changed later. Persons stand in all of them under their pseudonyms.
 */
public final class BookedRoots {
  /** Before the name of a table whose published rows are others than the lake's. */
  public static final String PUBLISHED = "published/";

  /** Whose published rows are others than the lake's: one row a site in the place of persons. */
  public static final List<Table> BY_SITE =
      List.of(Pools.TABLE, AssetFlows.TABLE, Contributions.TABLE, HolderCredits.TABLE);

  private BookedRoots() {}

  /** Rows under a root. */
  public record Booked(String name, List<String> key, Dataset<Row> rows) {}

  /** What is under the roots of a run whose steps are all written. */
  public static List<Booked> tables(Lake lake, PeriodRun run) {
    List<Booked> booked = new ArrayList<>();
    for (Table table : Catalogue.RESULTS) {
      booked.add(new Booked(table.name(), table.key(), lake.read(table, run.slice())));
    }
    booked.add(
        new Booked(
            ContributionTrees.TABLE.name(),
            ContributionTrees.TABLE.key(),
            lake.read(
                ContributionTrees.TABLE,
                ContributionTrees.CONTRIBUTIONS_ID,
                run.sets().values().stream().map(ContributionSet::contributionsId).toList())));
    for (Table table : UsedInputs.TABLES) {
      Dataset<Row> rows = UsedInputs.of(run.inputs(), table, run.period());
      booked.add(new Booked(table.name(), table.key(), rows));
    }
    booked.add(new Booked(Claims.TABLE.name(), Claims.TABLE.key(), claims(run)));
    booked.add(
        new Booked(CommunityMembers.TABLE.name(), CommunityMembers.TABLE.key(), members(run)));
    for (Table table : BY_SITE) {
      Dataset<Row> rows = PublishedRows.of(lake, table, run.period().toString(), run.runId());
      booked.add(new Booked(PUBLISHED + table.name(), table.key(), rows));
    }
    return booked;
  }

  /** The claims that count on the last day, as sources and holders are shown. */
  static Dataset<Row> claims(PeriodRun run) {
    return SettleInputs.claims(run)
        .select(
            col(Claims.HOLDER_ID),
            col(ClaimOutcomes.HOLDER_KNOWN),
            col(Claims.CLAIM_ID),
            when(
                    PathMeanings.isPath(col(Claims.PATTERN)),
                    SourceNames.shown(run.names()).apply(col(Claims.PATTERN)))
                .otherwise(col(Claims.PATTERN))
                .as(Claims.PATTERN),
            col(Claims.SHARE_PPM),
            col(Claims.STATUS),
            col(Claims.FILED_AT),
            col(Claims.ACCEPTS_REFUSED),
            col(Claims.VALID_FROM),
            col(Claims.VALID_TO));
  }

  /** The rows of community_members, of all days, as holders are shown. */
  static Dataset<Row> members(PeriodRun run) {
    return SettleInputs.members(run)
        .select(
            CommunityMembers.COMMUNITY_ID,
            CommunityMembers.HOLDER_ID,
            ClaimOutcomes.HOLDER_KNOWN,
            CommunityMembers.VALID_FROM,
            CommunityMembers.SHARE_PPM);
  }

  /** One root for each of {@link #tables}. Large tables are not brought together. */
  public static List<TableRoot> of(Lake lake, PeriodRun run) {
    Map<String, TableRoot> roots = new ConcurrentHashMap<>();
    List<Runnable> pieces = new ArrayList<>();
    String period = run.period().toString();
    for (Booked booked : tables(lake, run)) {
      pieces.add(() -> roots.put(booked.name(), root(lake, period, booked)));
    }
    ParallelWork.run(pieces);
    return TableRoot.ordered(roots.values());
  }

  /**
   * Writes the roots of a booking that is about to be appended; they count once the chain names it.
   */
  static void write(Lake lake, Booking booking, List<TableRoot> roots) {
    String id = booking.bookingId();
    for (String period : booking.periods()) {
      lake.replace(
          TableRoots.CODEC,
          TableRoot.ordered(roots).stream()
              .filter(root -> root.period().equals(period))
              .map(root -> TableRoots.Root.of(id, root))
              .toList(),
          Map.of(TableRoots.PERIOD, period, TableRoots.BOOKING_ID, id));
    }
  }

  private static TableRoot root(Lake lake, String period, Booked booked) {
    return lake.few(booked.rows())
        .map(few -> TableRoot.of(booked.name(), period, booked.key(), CanonicalRows.of(few)))
        .orElseGet(() -> TreeOfRows.root(booked.name(), period, booked.key(), booked.rows()));
  }
}
