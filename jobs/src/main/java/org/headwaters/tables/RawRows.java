package org.headwaters.tables;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Rows as a file says them, before any is checked: columns of ours, still as text or in the file's
 * own types, and where each row stands.
 */
public final class RawRows {
  /** The file, as a person would name it. */
  public static final String FILE = "_file";

  /** Line of a text file, row of a columnar one; from 1. */
  public static final String ROW = "_row";

  /** What made a row unreadable: an array of {@link #FAULT}, or null. */
  public static final String BROKEN = "_broken";

  /** One thing wrong with one row. */
  public static final StructType FAULT =
      new StructType()
          .add("column", DataTypes.StringType)
          .add("value", DataTypes.StringType)
          .add("rule", DataTypes.StringType)
          .add("fix", DataTypes.StringType);

  /** Values are cut after so many characters where they are told. */
  public static final int TOLD_CHARACTERS = 200;

  private RawRows() {}

  /** All columns of a table as text, and where the row stands. */
  public static StructType text(Table table) {
    StructType schema = new StructType();
    for (String column : table.schema().fieldNames()) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return schema
        .add(FILE, DataTypes.StringType)
        .add(ROW, DataTypes.LongType)
        .add(BROKEN, DataTypes.createArrayType(FAULT));
  }

  /** A fault for {@link #BROKEN}. */
  public static Row fault(String column, String value, String rule, String fix) {
    String told = value.length() > TOLD_CHARACTERS ? value.substring(0, TOLD_CHARACTERS) : value;
    return RowFactory.create(column, told, rule, fix);
  }
}
