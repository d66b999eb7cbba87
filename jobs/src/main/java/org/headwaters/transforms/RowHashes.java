package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;
import org.headwaters.tables.Table;
import org.headwaters.tables.TextFunctions;

/**
 * The light form of rows, enough to tell which are the same: SHA-256 of the key and SHA-256 of the
 * whole row.
 *
 * <p>What is hashed is the length of each text and the text of each other value, with commas; a
 * colon; the texts. A missing value is {@code -}. So no two rows are written alike.
 */
public final class RowHashes {
  /** SHA-256 of the key; null for a row that may not come in. */
  public static final String KEY = "_key";

  /** SHA-256 of the row. */
  public static final String WHOLE = "_whole";

  /** Number of the delivery that the row was kept from; 0 for a row that is arriving. */
  public static final String SEQ = "_seq";

  private RowHashes() {}

  /** Of rows that arrive, from {@link CheckRows}. */
  public static Dataset<Row> ofArriving(Dataset<Row> checked, Table table) {
    Column fine = col(CheckRows.FAULTS).isNull();
    return checked.select(
        when(fine, key(table)).as(KEY),
        when(fine, whole(table)).as(WHOLE),
        lit(0L).as(SEQ),
        when(fine, col(CheckRows.READ_AS_HTTPS)).otherwise(lit(0L)).as(CheckRows.READ_AS_HTTPS));
  }

  /** Of rows that lie in the lake. */
  public static Dataset<Row> ofStored(Dataset<Row> stored, Table table) {
    return stored.select(
        key(table).as(KEY),
        whole(table).as(WHOLE),
        col(Table.DELIVERY_SEQ).as(SEQ),
        lit(0L).as(CheckRows.READ_AS_HTTPS));
  }

  /** SHA-256 of a row's key, 32 bytes. */
  public static Column key(Table table) {
    return hash(table, table.key());
  }

  private static Column whole(Table table) {
    return hash(table, Arrays.asList(table.schema().fieldNames()));
  }

  private static Column hash(Table table, List<String> names) {
    List<Column> head = new ArrayList<>();
    List<Column> texts = new ArrayList<>();
    for (String name : names) {
      DataType type = table.schema().apply(name).dataType();
      Column value = col(name);
      Column figure = value;
      if (type instanceof StringType) {
        figure = octet_length(value);
        texts.add(coalesce(value, lit("")));
      } else if (type instanceof TimestampType) {
        figure = unix_seconds(value);
      } else if (type instanceof DateType) {
        figure = unix_date(value);
      }
      head.add(coalesce(figure.cast(DataTypes.StringType), lit("-")));
    }
    List<Column> all = new ArrayList<>();
    all.add(concat_ws(",", head.toArray(new Column[0])));
    all.add(lit(":"));
    all.addAll(texts);
    return TextFunctions.sha256(concat(all.toArray(new Column[0])));
  }
}
