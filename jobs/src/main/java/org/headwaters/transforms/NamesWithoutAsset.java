package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.tables.Table;
import org.headwaters.tables.UnresolvedNames;

/** The names that a table uses and no asset has. Grain: name. */
public final class NamesWithoutAsset {
  private static final String DESCRIBED = "_described";

  private NamesWithoutAsset() {}

  /**
   * One use of names by a table.
   *
   * @param rows the table's current rows
   * @param name the column with asset ids
   * @param user the column that says who uses it
   */
  public record Use(Table table, Dataset<Row> rows, String name, String user) {}

  /**
   * {@code known} has the ids that some input describes, in one column. What was written for a name
   * no table says; the column is left empty.
   */
  public static Dataset<Row> apply(Use use, Dataset<Row> known) {
    // By a name of its own: both sides may have come from one table.
    Dataset<Row> described = known.toDF(DESCRIBED);
    Column missing = col(UnresolvedNames.ASSET_ID).equalTo(col(DESCRIBED));
    return use.rows()
        .where(col(use.name()).isNotNull())
        .groupBy(col(use.name()).as(UnresolvedNames.ASSET_ID))
        .agg(
            min(col(use.user())).as(UnresolvedNames.USED_BY),
            count(lit(1)).as(UnresolvedNames.USES))
        .join(described, missing, "left_anti")
        .select(
            lit(use.table().name()).as(UnresolvedNames.TABLE_NAME),
            col(UnresolvedNames.ASSET_ID),
            col(UnresolvedNames.USED_BY),
            col(UnresolvedNames.USES),
            lit(null).cast(DataTypes.StringType).as(UnresolvedNames.NAME));
  }
}
