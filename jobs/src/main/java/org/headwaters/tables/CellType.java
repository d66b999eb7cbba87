package org.headwaters.tables;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.headwaters.core.Breach;

/** What a value of a column's type is in Java, as rows hold it: no other value passes for it. */
public final class CellType {
  private CellType() {}

  /** Whether two types are one, whatever they say of missing values inside arrays. */
  public static boolean same(DataType one, DataType other) {
    return (one instanceof ArrayType first && other instanceof ArrayType second)
        ? same(first.elementType(), second.elementType())
        : one.equals(other);
  }

  /**
   * Whether a value is of the type. A decimal may have fewer digits than the type, never more: none
   * would be rounded.
   */
  public static boolean holds(DataType type, Object value) {
    if (type instanceof DecimalType decimal) {
      return value instanceof BigDecimal number && fits(decimal, number);
    }
    if (type instanceof ArrayType array) {
      return elements(value).stream().allMatch(each -> holds(array.elementType(), each));
    }
    return classOf(type).isInstance(value);
  }

  private static boolean fits(DecimalType type, BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return plain.scale() <= type.scale()
        && plain.precision() - plain.scale() <= type.precision() - type.scale();
  }

  private static Class<?> classOf(DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return String.class;
    }
    if (type.equals(DataTypes.LongType)) {
      return Long.class;
    }
    if (type.equals(DataTypes.IntegerType)) {
      return Integer.class;
    }
    if (type.equals(DataTypes.ShortType)) {
      return Short.class;
    }
    if (type.equals(DataTypes.BooleanType)) {
      return Boolean.class;
    }
    if (type.equals(DataTypes.DateType)) {
      return Date.class;
    }
    if (type.equals(DataTypes.TimestampType)) {
      return Timestamp.class;
    }
    throw new Breach(
        "A column of type %s is not foreseen. Use string, bigint, int, smallint, boolean, decimal,"
            + " date, timestamp, or an array of these.",
        type.simpleString());
  }

  /** The elements of an array, in whatever collection a row holds it. */
  public static List<?> elements(Object array) {
    if (array instanceof Object[] values) {
      return Arrays.asList(values);
    }
    if (array instanceof List<?> values) {
      return values;
    }
    Breach.check(array instanceof scala.collection.Seq<?>, "%s is no array.", array);
    return scala.jdk.javaapi.CollectionConverters.asJava((scala.collection.Seq<?>) array);
  }
}
