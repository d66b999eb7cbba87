package org.headwaters.jobs.arrival;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.InvalidInput;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.tables.Table;
import org.headwaters.transforms.ArrivedRows;
import org.headwaters.transforms.KeyVerdicts;
import org.headwaters.transforms.RowHashes;

/** Rows that a file says, held to the door like a delivery, and not taken in. */
public final class TriedRows {
  private TriedRows() {}

  /**
   * The rows of the file, in the columns of the table.
   *
   * @throws InvalidInput if the file cannot be read, or a row of it would be rejected: an answer
   *     without it would be to another question
   */
  public static Dataset<Row> of(JobContext context, Table table, String file) {
    InputSource source =
        new InputSource(table.name(), "", file, Map.of(), Map.of(), Map.of(), Map.of());
    Dataset<Row> checked =
        DeliveredRows.open(context, table, new InputSource.Delivered(table.name(), List.of(source)))
            .checked();
    Dataset<Row> verdicts = KeyVerdicts.apply(RowHashes.ofArriving(checked, table));
    List<String> wrong =
        RejectedRules.lines(
            ArrivedRows.rejects(checked, table, verdicts, new ArrivedRows.Delivered(file, 1)));
    InvalidInput.check(
        wrong.isEmpty(), "Rows of %s may not come in:%n  %s", file, String.join("\n  ", wrong));
    Dataset<Row> kept = ArrivedRows.kept(checked, table, verdicts);
    return context.lake().atHand(kept).orElse(kept);
  }
}
