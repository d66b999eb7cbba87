package org.headwaters.adapters;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.UsageError;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/** What formats of text that others have defined have in common. */
final class OutsideText {
  private static final int OPENED = 64;

  private OutsideText() {}

  /** Raw rows of every file of a source that {@code claims} takes; other files are passed over. */
  static Dataset<Row> read(SparkSession spark, InputSource source, Table table, Reading reading) {
    List<String> files = opened(spark, source, reading.claims());
    return Adjustment.apply(TextFiles.read(spark, files, table, reading.reader()), source, table);
  }

  /** The same of a format that counts what it makes of the records' fields. */
  static Dataset<Row> read(SparkSession spark, InputSource source, Table table, Counting reading) {
    List<String> files = opened(spark, source, reading.claims());
    Dataset<Row> rows =
        TextFiles.read(spark, files, RawRows.text(table), reading.fields(), reading.reader());
    return Adjustment.apply(rows, source, table);
  }

  /**
   * The files that {@code claims} takes. The first of them are opened at once, so that a wrong path
   * or format is told before anything else is read; a folder of a million cards is not opened
   * twice.
   */
  static List<String> opened(SparkSession spark, InputSource source, Predicate<String> claims) {
    List<String> files = InputFiles.matching(spark, source, claims);
    for (String file : files.subList(0, Math.min(files.size(), OPENED))) {
      try (InputStream in = TextFiles.open(file, InputFiles.configuration(spark))) {
        in.read();
      } catch (IOException e) {
        throw InputFiles.unreadable(file, e);
      }
    }
    return files;
  }

  /** Which files, and how each is read. */
  record Reading(Predicate<String> claims, TextFiles.Reader reader) {}

  /** Which files, how each is read, and where what it counts goes. */
  record Counting(Predicate<String> claims, FieldTally fields, TextFiles.CountingReader reader) {}

  /**
   * Refuses a table that a format cannot fill, and options that it does not know.
   *
   * @throws UsageError naming what would do
   */
  static void check(InputSource source, Table table, List<Table> fills, InputFormat format) {
    UsageError.check(
        fills.contains(table),
        "inputs.%s names the format %s, which fills %s only. Name it there, or choose another"
            + " format.",
        table,
        format.name(),
        String.join(", ", fills.stream().map(Table::name).toList()));
    for (String option : source.options().keySet()) {
      UsageError.check(
          format.options().contains(option),
          "inputs.%s.%s: the format %s has no such setting; it has %s.",
          table,
          option,
          format.name(),
          new TreeSet<>(format.options()));
    }
  }

  /** Settings of several kinds together. */
  static Set<String> options(Set<String> some, String... more) {
    Set<String> options = new TreeSet<>(some);
    options.addAll(Arrays.asList(more));
    return options;
  }

  /** An option's text; null if the settings leave it out. */
  static @Nullable String option(InputSource source, String name) {
    Object value = source.options().get(name);
    return value == null ? null : String.valueOf(value);
  }

  /** An option's text, or a column's constant, which the format cannot do without. */
  static String needed(InputSource source, String name, Map<String, ?> from, String example) {
    Object value = from.get(name);
    if (value == null || String.valueOf(value).isBlank()) {
      throw new UsageError(
          "inputs.%s: the format %s cannot do without %s. Add a line such as %s.",
          source.table(), source.format(), name, example);
    }
    return String.valueOf(value);
  }
}
