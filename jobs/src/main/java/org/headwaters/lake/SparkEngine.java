package org.headwaters.lake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.headwaters.tables.TextFunctions;

/**
 * Opens the Spark session every job runs in: embedded when nobody else started one, else the one
 * that spark-submit prepared.
 *
 * <p>The settings below are part of the result: ANSI arithmetic makes an overflow an error, UTC
 * fixes every period, and the union setting avoids a wrong result of Spark 4.2.0 (SPARK-59141).
 */
public final class SparkEngine {
  /** The versions every test ran with. Delta binds to one Spark minor version. */
  public static final String TESTED_SPARK = "4.2.0";

  public static final String TESTED_DELTA = "4.4.0";

  private SparkEngine() {}

  /** Opens or joins the session; {@code overrides} win over our defaults. */
  public static SparkSession open(String appName, Map<String, String> overrides) {
    SparkSession.Builder builder = SparkSession.builder().appName(appName);
    Map<String, String> settings = new LinkedHashMap<>(RESULT_SETTINGS);
    if (System.getProperty("spark.master") == null && !running()) {
      settings.putAll(embedded());
    }
    settings.putAll(overrides);
    settings.forEach(builder::config);
    SparkSession spark = builder.getOrCreate();
    if (System.getProperty("spark.log.level") == null) {
      spark.sparkContext().setLogLevel("ERROR");
    }
    return spark;
  }

  /** Whether somebody has a session in this process, which {@link #open} would join. */
  public static boolean running() {
    return SparkSession.getDefaultSession().isDefined();
  }

  /**
   * What differs from the tested versions, as a sentence for the person at the terminal; empty when
   * nothing does.
   */
  public static Optional<String> versionWarning(SparkSession spark) {
    String delta = deltaVersion();
    if (spark.version().equals(TESTED_SPARK) && delta.equals(TESTED_DELTA)) {
      return Optional.empty();
    }
    return Optional.of(
        "This is Spark "
            + spark.version()
            + " with Delta "
            + delta
            + "; Headwaters is tested with Spark "
            + TESTED_SPARK
            + " and Delta "
            + TESTED_DELTA
            + ". Delta binds to one Spark version: use the tested pair.");
  }

  private static String deltaVersion() {
    String version = io.delta.package$.MODULE$.VERSION();
    return version == null ? "unknown" : version;
  }

  private static final Map<String, String> RESULT_SETTINGS =
      Map.ofEntries(
          Map.entry("spark.sql.session.timeZone", "UTC"),
          Map.entry("spark.sql.ansi.enabled", "true"),
          Map.entry("spark.sql.unionOutputPartitioning", "false"),
          Map.entry("spark.sql.parquet.compression.codec", "zstd"),
          Map.entry("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS"),
          Map.entry("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false"),
          Map.entry("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension"),
          Map.entry(
              "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog"),
          Map.entry("spark.delta.logStore.file.impl", HardLinkLogStore.class.getName()),
          // A folder crawl=007 means the text 007.
          Map.entry("spark.sql.sources.partitionColumnTypeInference.enabled", "false"),
          Map.entry("spark.sql.catalog." + TextFunctions.CATALOG, TextFunctions.class.getName()),
          Map.entry("spark.databricks.delta.snapshotPartitions", "2"));

  private static Map<String, String> embedded() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Map.of(
        "spark.master", "local[*]",
        "spark.sql.shuffle.partitions", Integer.toString(Math.max(4, 2 * cores)),
        "spark.ui.enabled", "false",
        // Some statements make this folder, which none of ours uses: not where the person stands.
        "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/headwaters-warehouse",
        "spark.ui.showConsoleProgress", "false",
        "spark.driver.host", "127.0.0.1",
        "spark.driver.bindAddress", "127.0.0.1");
  }
}
