package org.headwaters.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Policy;
import org.headwaters.jobs.care.Diagnosis;
import org.headwaters.jobs.care.LakeDoctor;
import org.headwaters.jobs.care.LakeState;
import org.headwaters.lake.Lake;
import org.headwaters.lake.SparkEngine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether this machine, the settings and the lake are fit for work. */
@Command(
    name = "doctor",
    description =
        "Looks at Java, Spark, Delta, settings, disk and the lake; says what is wrong, what to do"
            + " about it, and what to do next. Ends with 0 if nothing fails, 2 if a setting or this"
            + " machine does, 1 if the lake is damaged.",
    footer = {"  headwaters doctor --config headwaters.yaml", "  headwaters doctor --lake ./lake"})
final class DoctorCommand implements Callable<Integer> {
  private static final int TESTED_JAVA = 17;
  private static final long GIGABYTE = 1L << 30;

  @Mixin CommonOptions options = new CommonOptions();

  @Override
  public Integer call() {
    List<Diagnosis> machine = new ArrayList<>();
    java(machine);
    @Nullable Settings settings = settings(machine);
    tell(machine);
    Looked looked = settings == null ? Looked.NOT : lake(settings);
    List<Diagnosis> lake = looked.found();
    tell(lake);
    long failures = failures(machine) + failures(lake);
    long warnings = count(machine, Diagnosis.Level.WARNING) + count(lake, Diagnosis.Level.WARNING);
    options.console().line(failures + " failures, " + warnings + " warnings.");
    options.console().document(Map.of("failures", failures, "warnings", warnings));
    if (settings != null) {
      NextSteps.of(
              looked.state(),
              NextSteps.Where.of(options, settings),
              failures > 0,
              NextSteps.usual())
          .print(options.console());
    }
    if (failures(machine) > 0) {
      return ExitCode.WRONG_COMMAND.code();
    }
    return failures > 0 ? ExitCode.OUR_FAULT.code() : ExitCode.DONE.code();
  }

  private static void java(List<Diagnosis> found) {
    int version = Runtime.version().feature();
    String java = "Java " + Runtime.version() + ", " + System.getProperty("java.vendor");
    found.add(
        version == TESTED_JAVA
            ? Diagnosis.ok("java", java)
            : Diagnosis.failure(
                "java", java, "Headwaters is tested with Java 17: set JAVA_HOME to one."));
    long heap = Runtime.getRuntime().maxMemory();
    String memory =
        "heap up to "
            + heap / (1 << 20)
            + " MB, "
            + Runtime.getRuntime().availableProcessors()
            + " cores";
    found.add(
        heap < GIGABYTE
            ? Diagnosis.warning("memory", memory, "Give 2 GB or more: HEADWATERS_HEAP=2g.")
            : Diagnosis.ok("memory", memory));
  }

  private @Nullable Settings settings(List<Diagnosis> found) {
    Settings settings;
    try {
      settings = options.settings();
      options.metrics(settings);
      found.add(
          Diagnosis.ok(
              "settings",
              (options.config == null ? "none given" : options.config)
                  + ", lake "
                  + settings.lake()));
      policies(Workspace.policies(settings), found);
    } catch (UsageError e) {
      found.add(Diagnosis.failure("settings", String.valueOf(e.getMessage()), ""));
      return null;
    }
    settings.secretFile().ifPresent(file -> secret(file, found));
    return settings;
  }

  private static void policies(List<Policy> policies, List<Diagnosis> found) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    try {
      Policy policy = Policy.on(policies, today);
      found.add(
          Diagnosis.ok(
              "policy", policy.name() + " " + policy.version() + " is in force on " + today));
    } catch (UsageError e) {
      found.add(
          Diagnosis.warning(
              "policy", String.valueOf(e.getMessage()), "Add one before this month is settled."));
    }
  }

  private static void secret(Path file, List<Diagnosis> found) {
    try {
      Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
      boolean open = allowed.contains(PosixFilePermission.OTHERS_READ);
      found.add(
          open
              ? Diagnosis.warning(
                  "secret",
                  file + " may be read by everybody on this machine",
                  "chmod 600 " + file + ": who has it can name the raters.")
              : Diagnosis.ok("secret", file + " is kept from others"));
    } catch (IOException e) {
      found.add(
          Diagnosis.failure(
              "secret", "cannot read " + file + ": " + e, "Correct secret_file in the settings."));
    } catch (UnsupportedOperationException e) {
      found.add(Diagnosis.warning("secret", file + " has no permissions that can be read", ""));
    }
  }

  /** What was found of a lake, and how far it has come as far as that can be read. */
  private record Looked(List<Diagnosis> found, LakeState state) {
    static final Looked NOT = new Looked(List.of(), LakeState.empty());
  }

  private Looked lake(Settings settings) {
    List<Diagnosis> found = new ArrayList<>();
    Console console = options.console();
    console.doing("starting Spark");
    boolean joined = SparkEngine.running();
    SparkSession spark = SparkEngine.open("headwaters doctor", Map.of());
    try {
      found.add(
          SparkEngine.versionWarning(spark)
              .map(
                  sentence ->
                      Diagnosis.failure("spark", sentence, "Use the tested pair of versions."))
              .orElseGet(
                  () ->
                      Diagnosis.ok(
                          "spark",
                          "Spark "
                              + SparkEngine.TESTED_SPARK
                              + " with Delta "
                              + SparkEngine.TESTED_DELTA
                              + " on "
                              + spark.sparkContext().master())));
      Lake lake = new Lake(spark, settings.lake());
      found.addAll(LakeDoctor.examine(lake, settings.inputs(), console));
      // A damaged lake is not asked for more: what to mend comes before what to do next.
      return new Looked(found, failures(found) > 0 ? LakeState.empty() : LakeState.read(lake));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!joined) {
        spark.stop();
      }
    }
  }

  private void tell(List<Diagnosis> diagnoses) {
    for (Diagnosis each : diagnoses) {
      String level = each.level().name().toLowerCase(Locale.ROOT);
      options
          .console()
          .line(String.format(Locale.ROOT, "%-8s %-16s %s", level, each.subject(), each.finding()));
      if (!each.fix().isEmpty()) {
        options.console().line(" ".repeat(26) + each.fix());
      }
      options
          .console()
          .document(
              Map.of(
                  "level", level,
                  "subject", each.subject(),
                  "finding", each.finding(),
                  "fix", each.fix()));
    }
  }

  private static long failures(List<Diagnosis> diagnoses) {
    return count(diagnoses, Diagnosis.Level.FAILURE);
  }

  private static long count(List<Diagnosis> diagnoses, Diagnosis.Level level) {
    return diagnoses.stream().filter(each -> each.level() == level).count();
  }
}
