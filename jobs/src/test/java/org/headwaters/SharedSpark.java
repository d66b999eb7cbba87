package org.headwaters;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.headwaters.tables.SparkEngine;

/** One session for all tests of a JVM: starting one costs more than most tests. */
public final class SharedSpark {
  private static final SparkSession SPARK =
      SparkEngine.open(
          "tests",
          Map.of(
              "spark.master", "local[2]",
              "spark.sql.shuffle.partitions", "2",
              "spark.default.parallelism", "2",
              "spark.databricks.delta.snapshotPartitions", "1",
              "spark.sql.warehouse.dir", "target/warehouse",
              "spark.ui.enabled", "false"));

  private SharedSpark() {}

  /** The session. Tests that change a setting put it back. */
  public static SparkSession session() {
    return SPARK;
  }
}
