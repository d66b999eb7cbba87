package org.headwaters.jobs;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.headwaters.SharedSpark;
import org.headwaters.cli.Worlds;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.arrival.IngestJob;
import org.headwaters.jobs.documents.ContributeJob;
import org.headwaters.jobs.documents.LinkJob;
import org.headwaters.jobs.period.LineageJob;
import org.headwaters.jobs.period.PropagateJob;
import org.headwaters.jobs.period.PublishJob;
import org.headwaters.jobs.period.SettleJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.AssetBalances;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.Coverage;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.Feedback;
import org.headwaters.tables.FirstCaptures;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.LineageFindings;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.MissingInputs;
import org.headwaters.tables.Pools;
import org.headwaters.tables.StatementLines;
import org.headwaters.tables.Table;
import org.headwaters.tables.TableDigest;
import org.headwaters.tables.TopSources;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same inputs give the same money, whatever the partitions, the planner, the order and division
 * of files, the deliveries, and whoever reads the tables, the driver or the executors: that of the
 * separate calculation. All of it runs in a Turkish locale and in the time zone of Bahia de
 * Banderas.
 */
final class SameMoneyTest {
  private static final Period PERIOD = Period.parse("2026-09");
  private static final List<Table> MONEY =
      List.of(
          Pools.TABLE,
          AssetFlows.TABLE,
          AssetBalances.TABLE,
          HolderCredits.TABLE,
          StatementLines.TABLE,
          Coverage.TABLE,
          MissingInputs.TABLE,
          TopSources.TABLE);

  /** By far the most rows of a lake; a month must not cost what they cost. */
  private static final List<Table> DOCUMENTS =
      List.of(
          Captures.TABLE,
          ManifestEntries.TABLE,
          Authorship.TABLE,
          ConsentSignals.TABLE,
          Feedback.TABLE,
          FirstCaptures.TABLE,
          DocumentLinks.TABLE);

  @TempDir static Path folder;
  private static Path world;
  private static Map<String, String> money;

  /** From the files as they are, on three partitions, with adaptive execution. */
  @BeforeAll
  static void settleOnce() throws Exception {
    assertThat(Locale.getDefault().getLanguage()).isEqualTo("tr");
    assertThat(TimeZone.getDefault().getID()).isEqualTo("America/Bahia_Banderas");
    world = folder.resolve("world");
    RandomWorldsTest.generate(5, world);
    JobContext context = context(session(3, true), folder.resolve("lake").toString(), 4096);
    run(context, List.of(world.resolve("inputs")));
    new Expected(world.resolve("expected")).check(context, List.of(PERIOD));
    money = digests(context.lake());
    assertThat(unknownHolders(context.lake())).containsExactly("claims", "community_members");
    assertThat(money.get(HolderCredits.TABLE.name())).doesNotStartWith("[0,");
  }

  @Test
  void onEightPartitionsFromFiveDeliveries() throws IOException {
    List<Path> deliveries =
        new ShuffledWorld(world.resolve("inputs"), 5).write(folder.resolve("5"), 5, 1);

    JobContext context = context(session(8, true), folder.resolve("eight").toString(), 4096);
    run(context, deliveries);

    assertThat(digests(context.lake())).isEqualTo(money);
  }

  @Test
  void onOnePartitionFromShuffledFilesByExecutorsAndSettlingOpensNoFileOfADocumentTable()
      throws IOException {
    SparkSession session = session(1, false);
    OpenedFiles.register(session.sparkContext().hadoopConfiguration());
    JobContext context =
        context(session, OpenedFiles.SCHEME + ":" + folder.resolve("opened-lake"), 0);
    ingestAndLink(
        context, new ShuffledWorld(world.resolve("inputs"), 3).write(folder.resolve("3"), 1, 3));
    assertThat(OpenedFiles.since()).anyMatch(path -> path.contains("/document_links/"));

    settle(context);

    Set<String> opened = OpenedFiles.since();
    assertThat(opened).anyMatch(path -> path.contains("/contributions/"));
    for (Table table : DOCUMENTS) {
      // Their logs only say which files a table has, which the views file names.
      assertThat(opened)
          .filteredOn(path -> !path.contains("/_delta_log/"))
          .noneMatch(path -> path.contains("/" + table.name() + "/"));
    }
    assertThat(digests(context.lake())).isEqualTo(money);
  }

  private static SparkSession session(int partitions, boolean adaptive) {
    SparkSession session = SharedSpark.session().newSession();
    session.conf().set("spark.sql.shuffle.partitions", Integer.toString(partitions));
    session.conf().set("spark.sql.adaptive.enabled", Boolean.toString(adaptive));
    return session;
  }

  private static JobContext context(SparkSession session, String lake, int driverRows) {
    return Worlds.context(world.resolve("headwaters.yaml"), new Lake(session, lake, driverRows));
  }

  private static void run(JobContext context, List<Path> inputs) {
    ingestAndLink(context, inputs);
    settle(context);
  }

  private static void ingestAndLink(JobContext context, List<Path> inputs) {
    for (Path each : inputs) {
      new IngestJob(Worlds.inputs(each)).run(context);
    }
    var attribution = context.policies().get(0).attribution();
    new LinkJob(attribution, List.of()).run(context);
    new ContributeJob(attribution).run(context);
  }

  private static void settle(JobContext context) {
    new LineageJob(PERIOD).run(context);
    new PropagateJob(PERIOD).run(context);
    // A random world leaves some currencies without a rate.
    new SettleJob(PERIOD, new SettleJob.Reasons("", "some rates are missing")).run(context);
    new PublishJob(PERIOD).run(context);
  }

  /** The tables that a finding says name holders whom no row describes. */
  private static List<String> unknownHolders(Lake lake) {
    return lake
        .read(LineageFindings.TABLE)
        .where(col(LineageFindings.FINDING).equalTo("unknown_holder"))
        .orderBy(LineageFindings.ASSET_ID)
        .collectAsList()
        .stream()
        .map(row -> row.<String>getAs(LineageFindings.ASSET_ID))
        .toList();
  }

  /** Of every money table the digest of its booked rows, but for the run's own name. */
  private static Map<String, String> digests(Lake lake) {
    Booking booking = BookingChain.read(lake).current(PERIOD).orElseThrow();
    Map<String, String> digests = new TreeMap<>();
    for (Table table : MONEY) {
      digests.put(
          table.name(),
          TableDigest.apply(
                  lake.read(table, Map.of("period", PERIOD.toString(), "run_id", booking.runId())),
                  List.of("run_id"))
              .head()
              .toString());
    }
    return digests;
  }
}
