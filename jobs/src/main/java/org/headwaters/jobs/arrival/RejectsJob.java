package org.headwaters.jobs.arrival;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.VisibleText;
import org.headwaters.core.source.SourceId;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Rejects;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/** Shows rows that were rejected: by rule, then one by one, each with what to do. */
public final class RejectsJob implements Job {
  private static final String MASKED = "(not shown; --reveal shows it)";

  private final Choice choice;

  /**
   * Which rejects are shown, and how.
   *
   * @param table, rule, delivery only these; empty for all
   * @param reveal whether values that may be a person's are shown
   * @param limit rows shown one by one
   */
  public record Choice(String table, String rule, String delivery, boolean reveal, int limit) {}

  public RejectsJob(Choice choice) {
    this.choice = choice;
  }

  @Override
  public String name() {
    return "rejects";
  }

  @Override
  public JobReport run(JobContext context) {
    Dataset<Row> chosen = chosen(context.lake().read(Rejects.TABLE));
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("rejects", chosen.count());
    List<String> lines = new ArrayList<>();
    List<String> tables =
        chosen
            .select(Rejects.TABLE_NAME)
            .distinct()
            .orderBy(Rejects.TABLE_NAME)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    for (String table : tables) {
      lines.add(table);
      Dataset<Row> ofTable = chosen.where(col(Rejects.TABLE_NAME).equalTo(table));
      RejectedRules.lines(ofTable).forEach(line -> lines.add("  " + VisibleText.escaped(line)));
    }
    chosen
        .orderBy(Rejects.TABLE_NAME, Rejects.FILE, Rejects.ROW_NUMBER, Rejects.COLUMN_NAME)
        .limit(choice.limit())
        .collectAsList()
        .forEach(row -> lines.add(line(row)));
    if (tables.isEmpty()) {
      lines.add("No row is rejected.");
    }
    return new JobReport(name(), false, counts, lines);
  }

  private Dataset<Row> chosen(Dataset<Row> rejects) {
    Dataset<Row> chosen = rejects;
    if (!choice.table().isEmpty()) {
      // Revenue without a rate stands under its month: revenue@2026-09.
      chosen =
          chosen.where(
              col(Rejects.TABLE_NAME)
                  .equalTo(choice.table())
                  .or(col(Rejects.TABLE_NAME).startsWith(choice.table() + "@")));
    }
    if (!choice.rule().isEmpty()) {
      chosen = chosen.where(col(Rejects.RULE).equalTo(choice.rule()));
    }
    return choice.delivery().isEmpty()
        ? chosen
        : chosen.where(col(Rejects.DELIVERY_ID).startsWith(choice.delivery()));
  }

  private String line(Row reject) {
    @Nullable String column = reject.getAs(Rejects.COLUMN_NAME);
    @Nullable String value = reject.getAs(Rejects.VALUE);
    String shown =
        value == null
            ? "nothing"
            : choice.reveal() || !personal(reject.getAs(Rejects.TABLE_NAME), column, value)
                ? "'" + VisibleText.escaped(value) + "'"
                : MASKED;
    return String.format(
        Locale.ROOT,
        "%s, row %d of %s: %s is %s, %s. %s",
        reject.<String>getAs(Rejects.TABLE_NAME),
        reject.<Long>getAs(Rejects.ROW_NUMBER),
        VisibleText.escaped(reject.<String>getAs(Rejects.FILE)),
        column == null ? "the row" : column,
        shown,
        reject.<String>getAs(Rejects.RULE),
        VisibleText.escaped(reject.<String>getAs(Rejects.FIX)));
  }

  /**
   * Whether a value may tell who somebody is: a whole row, a column that says so, an id of a
   * private table, or a source of one person.
   */
  static boolean personal(String tableName, @Nullable String column, String value) {
    if (column == null) {
      return true;
    }
    for (SourceId.Kind kind :
        List.of(SourceId.Kind.ACCOUNT, SourceId.Kind.PATH, SourceId.Kind.RATER)) {
      if (value.toLowerCase(Locale.ROOT).contains(kind.prefix())) {
        return true;
      }
    }
    int month = tableName.indexOf('@');
    String name = month < 0 ? tableName : tableName.substring(0, month);
    Table table =
        Catalogue.INPUTS.stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
    return table == null
        || table.contract().columns().stream()
            .filter(each -> (", " + column + ", ").contains(", " + each.name() + ", "))
            .anyMatch(
                each ->
                    each.personal()
                        || (table.contract().isPrivate()
                            && each.identifier()
                            && each.form() == null)
                        || each.name().equals("holder_id"));
  }
}
