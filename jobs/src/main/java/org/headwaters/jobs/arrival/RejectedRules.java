package org.headwaters.jobs.arrival;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Rejects;

/** Rejects by the rule that was broken, each with the first row that broke it and what to do. */
final class RejectedRules {
  private static final int TOLD = 50;

  private RejectedRules() {}

  /** One line a column and rule, the most frequent first; values are not shown. */
  static List<String> lines(Dataset<Row> rejects) {
    Dataset<Row> rules =
        rejects
            .groupBy(Rejects.COLUMN_NAME, Rejects.RULE)
            .agg(
                count(lit(1)).as("rows"),
                min(struct(col(Rejects.FILE), col(Rejects.ROW_NUMBER), col(Rejects.FIX)))
                    .as("first"))
            .orderBy(col("rows").desc(), col(Rejects.COLUMN_NAME), col(Rejects.RULE))
            .limit(TOLD);
    return rules.collectAsList().stream().map(RejectedRules::line).toList();
  }

  private static String line(Row rule) {
    Row first = rule.getAs("first");
    String column = rule.getAs(Rejects.COLUMN_NAME);
    long rows = rule.<Long>getAs("rows");
    return String.format(
        Locale.ROOT,
        "%s%s: %s. %s",
        column == null ? "" : column + ", ",
        rule.<String>getAs(Rejects.RULE),
        rows == 1
            ? place(first, "row ", "")
            : rows + " rows, the first " + place(first, "in row ", "is "),
        first.<String>getAs(Rejects.FIX));
  }

  /** Row and file of a row of a file; a line of revenue that no file holds goes by its id. */
  static String place(Row reject, String inRow, String is) {
    long number = reject.<Long>getAs(Rejects.ROW_NUMBER);
    String file = reject.<String>getAs(Rejects.FILE);
    return number == 0 ? is + file : inRow + number + " of " + file;
  }
}
