package org.headwaters.lake;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.types.DecimalType;
import org.headwaters.core.Breach;
import org.headwaters.tables.CellType;

/** A row of Spark's, as Delta Kernel reads rows. */
final class SparkRowView implements io.delta.kernel.data.Row {
  /**
   * What all rows of a table share.
   *
   * @param data the columns that are shown, with Spark's types
   * @param schema the same with Kernel's types
   * @param places where each of them stands in the row
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Layout(
      String table, org.apache.spark.sql.types.StructType data, StructType schema, int[] places) {}

  private final Row row;
  private final Layout layout;

  SparkRowView(Row row, Layout layout) {
    this.row = row;
    this.layout = layout;
  }

  @Override
  public StructType getSchema() {
    return layout.schema();
  }

  @Override
  public boolean isNullAt(int at) {
    return row.isNullAt(layout.places()[at]);
  }

  @Override
  public boolean getBoolean(int at) {
    return row.getBoolean(layout.places()[at]);
  }

  @Override
  public byte getByte(int at) {
    return row.getByte(layout.places()[at]);
  }

  @Override
  public short getShort(int at) {
    return row.getShort(layout.places()[at]);
  }

  @Override
  public int getInt(int at) {
    return row.get(layout.places()[at]) instanceof Date date
        ? DateTimeUtils.fromJavaDate(date)
        : row.getInt(layout.places()[at]);
  }

  /**
   * Micros, as Spark has them: java.sql.Timestamp counts its days by another calendar before 1582,
   * which Spark's own function takes back.
   */
  @Override
  public long getLong(int at) {
    return row.get(layout.places()[at]) instanceof Timestamp time
        ? DateTimeUtils.fromJavaTimestamp(time)
        : row.getLong(layout.places()[at]);
  }

  @Override
  public float getFloat(int at) {
    throw unforeseen(at);
  }

  @Override
  public double getDouble(int at) {
    throw unforeseen(at);
  }

  @Override
  public String getString(int at) {
    return row.getString(layout.places()[at]);
  }

  /** In the column's scale; a value with more digits is an error, never rounded. */
  @Override
  public BigDecimal getDecimal(int at) {
    DecimalType type = (DecimalType) type(at);
    BigDecimal value = row.getDecimal(layout.places()[at]).setScale(type.scale());
    Breach.check(
        value.precision() <= type.precision(),
        "%s is too large for column %s of table %s. Nothing was written.",
        value,
        layout.data().fieldNames()[at],
        layout.table());
    return value;
  }

  @Override
  public byte[] getBinary(int at) {
    throw unforeseen(at);
  }

  @Override
  public io.delta.kernel.data.Row getStruct(int at) {
    throw unforeseen(at);
  }

  @Override
  public ArrayValue getArray(int at) {
    return VectorUtils.buildArrayValue(
        List.copyOf(CellType.elements(row.get(layout.places()[at]))), StringType.STRING);
  }

  @Override
  public MapValue getMap(int at) {
    throw unforeseen(at);
  }

  private org.apache.spark.sql.types.DataType type(int at) {
    return layout.data().fields()[at].dataType();
  }

  private Breach unforeseen(int at) {
    return new Breach(
        "Table %s has a column of type %s, which the driver cannot write.",
        layout.table(), type(at));
  }
}
