package org.headwaters;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.headwaters.lake.SparkEngine;

/** The one Spark session of a test run: starting it costs more than any test. */
public final class SharedSpark {
  private static final SparkSession SESSION =
      SparkEngine.open(
          "headwaters tests",
          Map.of(
              "spark.master", "local[2]",
              "spark.default.parallelism", "2",
              "spark.sql.shuffle.partitions", "2",
              "spark.databricks.delta.snapshotPartitions", "1",
              "spark.ui.enabled", "false",
              "spark.ui.showConsoleProgress", "false",
              "spark.driver.host", "127.0.0.1",
              "spark.driver.bindAddress", "127.0.0.1",
              "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/hw-warehouse"));

  private SharedSpark() {}

  /** The session, shared by every test class of the JVM. */
  public static SparkSession session() {
    return SESSION;
  }
}
