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
import org.headwaters.lake.Inputs;
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
    Map<String, Long> counts = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    long broken = 0;
    long found = 0;
    for (Map.Entry<String, Dataset<Row>> table :
        StandingRejects.all(context.lake(), Inputs.now(context.lake())).entrySet()) {
      Dataset<Row> chosen = chosen(table.getKey(), table.getValue());
      long count = chosen.count();
      broken += count;
      if (count > 0) {
        found += StandingRejects.rows(chosen);
        lines.add(table.getKey());
        RejectedRules.lines(chosen).forEach(line -> lines.add("  " + VisibleText.escaped(line)));
        chosen
            .orderBy(Rejects.FILE, Rejects.ROW_NUMBER, Rejects.COLUMN_NAME)
            .limit(Math.max(0, choice.limit() - rows.size()))
            .collectAsList()
            .forEach(row -> rows.add(line(row)));
      }
    }
    counts.put("rows rejected", found);
    counts.put("rules that they break", broken);
    lines.addAll(rows);
    if (found == 0) {
      lines.add("No row is rejected.");
    }
    return new JobReport(name(), false, counts, lines);
  }

  private Dataset<Row> chosen(String table, Dataset<Row> rejects) {
    // Revenue without a rate stands under its month: revenue@2026-09.
    boolean named =
        choice.table().isEmpty()
            || table.equals(choice.table())
            || table.startsWith(choice.table() + "@");
    Dataset<Row> chosen = named ? rejects : rejects.limit(0);
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
        "%s, %s: %s is %s, %s. %s",
        reject.<String>getAs(Rejects.TABLE_NAME),
        VisibleText.escaped(RejectedRules.place(reject, "row ", "")),
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
