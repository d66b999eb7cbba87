package org.headwaters.adapters;

import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.Table;

/**
 * One outside format. A further one is one class of this kind, its test, and its line in {@link
 * Formats}.
 */
public interface InputFormat {
  /** The name by which the settings choose it. */
  String name();

  /** Whether a file of this name is usually of this format. */
  boolean claims(String fileName);

  /**
   * Whether a file or folder looks like this format from outside; if so, notes what the settings
   * would say of it. Formats that only their ending tells are never recognised.
   */
  default boolean recognises(PathPreview at, Sniffer notes) {
    return false;
  }

  /** Its own settings, beside those that every input has. */
  default Set<String> options() {
    return Set.of();
  }

  /**
   * Those of {@link #options} that name a file; the settings read them relative to themselves, as
   * paths.
   */
  default Set<String> fileOptions() {
    return Set.of();
  }

  /** Whether reading a row means parsing text; such rows are parsed once and kept on disk. */
  default boolean isText() {
    return true;
  }

  /**
   * The rows of a source as it says them: columns of {@code table} by our names, as text or in the
   * types of the file, and the columns of {@link RawRows}. Lazy in its rows, but opens every file
   * at once and looks at what it says of itself.
   *
   * @param fields takes which fields of the records were taken over and which were passed over
   * @throws InvalidInput if a file is missing, cannot be opened, or has columns that do not fit
   */
  Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields);
}
