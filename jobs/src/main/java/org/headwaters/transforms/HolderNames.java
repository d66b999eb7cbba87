package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.tables.Holders;

/**
 * Holders as they are shown: persons by pseudonym, everybody else by their id. A holder whom no row
 * describes counts as a person.
 */
public final class HolderNames {
  /** The kind of holders who are shown by pseudonym. */
  public static final String PERSON = "person";

  private static final String OTHER = "_holder_is_no_person";
  private static final String ID = "_holder_of_kind";

  private HolderNames() {}

  /** The rows with the holders of one column as they are shown. Grain unchanged. */
  public static Dataset<Row> shown(
      Dataset<Row> rows, String column, Dataset<Row> holders, Pseudonyms names) {
    Dataset<Row> others =
        holders
            .where(not(col(Holders.KIND).equalTo(PERSON)))
            .select(col(Holders.HOLDER_ID).as(ID), lit(true).as(OTHER));
    Column shown =
        udf((UDF1<String, String>) names::holder, DataTypes.StringType).apply(col(column));
    return rows.join(others, col(column).equalTo(col(ID)), "left")
        .withColumn(column, when(coalesce(col(OTHER), lit(false)), col(column)).otherwise(shown))
        .drop(ID, OTHER);
  }
}
