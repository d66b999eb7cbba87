package org.headwaters.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.headwaters.contracts.YamlFile;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Policy;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.Lake;
import org.headwaters.lake.LakeSecret;
import org.headwaters.lake.SparkEngine;
import org.jspecify.annotations.Nullable;

/**
 * An open Spark session on a lake, closed at the end of the command unless it was there before:
 * then it belongs to whoever opened it.
 */
final class Workspace implements AutoCloseable {
  private final SparkSession spark;
  private final JobContext context;
  private final boolean joined;

  private Workspace(SparkSession spark, JobContext context, boolean joined) {
    this.spark = spark;
    this.context = context;
    this.joined = joined;
  }

  /** Reads the policies first: a wrong one is told at once, not after Spark has started. */
  static Workspace open(Settings settings, Console console) {
    List<Policy> policies = policies(settings);
    console.doing("starting Spark");
    boolean joined = SparkEngine.running();
    SparkSession spark = SparkEngine.open("headwaters", Map.of());
    SparkEngine.versionWarning(spark).ifPresent(console::warn);
    Lake lake =
        driverRows()
            .map(rows -> new Lake(spark, settings.lake(), rows))
            .orElseGet(() -> new Lake(spark, settings.lake()));
    LakeSecret secret =
        settings.secretFile().map(LakeSecret::ofFile).orElseGet(() -> LakeSecret.of(lake));
    return new Workspace(spark, new JobContext(lake, policies, secret, console), joined);
  }

  /** How many rows of a table the driver may read and write itself, where somebody says so. */
  private static Optional<Integer> driverRows() {
    @Nullable String named = System.getenv("HEADWATERS_DRIVER_ROWS");
    if (named == null || named.isBlank()) {
      return Optional.empty();
    }
    UsageError.check(
        named.matches("\\d{1,7}"),
        "HEADWATERS_DRIVER_ROWS is %s; give a whole number of rows from 0 to 9999999.",
        named);
    return Optional.of(Integer.valueOf(named));
  }

  JobContext context() {
    return context;
  }

  /**
   * The policies that the settings name; a folder means every YAML file in it. Without any, the
   * documented default applies.
   */
  static List<Policy> policies(Settings settings) {
    if (settings.policies().isEmpty()) {
      return List.of(Policy.of(Map.of()));
    }
    List<Policy> policies = new ArrayList<>();
    for (Path file : settings.policies()) {
      for (Path each : policyFiles(file)) {
        policies.add(Policy.of(YamlFile.read(each)));
      }
    }
    return policies;
  }

  private static List<Path> policyFiles(Path path) {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path)) {
      throw new UsageError(
          "Cannot read the policy %s: no such file. Correct `policies` in the settings, or"
              + " --policy.",
          path);
    }
    try (var files = Files.list(path)) {
      return files.filter(f -> f.toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (java.io.IOException e) {
      throw new UsageError("Cannot list the policies in %s: %s.", path, e.toString());
    }
  }

  @Override
  public void close() {
    if (!joined) {
      spark.stop();
    }
  }
}
