package org.headwaters.tables;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.Breach;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one schema as records, and back, by name: component {@code amountMicros} is column {@code
 * amount_micros}. A record that has not exactly the schema's columns in the schema's types cannot
 * be bound, so no value ever stands under the name of another. {@link Codec} is the same for rows
 * of a table.
 *
 * <p>bigint is {@code long}, int {@code int}, decimal {@code BigDecimal}, date {@code LocalDate},
 * timestamp {@code Instant}, array {@code List}; a column that may be missing is never primitive.
 */
public final class RowShape<T extends Record> {
  private static final Map<DataType, List<Class<?>>> CLASSES =
      Map.of(
          DataTypes.StringType, List.of(String.class),
          DataTypes.LongType, List.of(long.class, Long.class),
          DataTypes.IntegerType, List.of(int.class, Integer.class),
          DataTypes.BooleanType, List.of(boolean.class, Boolean.class),
          DataTypes.BinaryType, List.of(byte[].class),
          DataTypes.DateType, List.of(LocalDate.class),
          DataTypes.TimestampType, List.of(Instant.class));

  private final String what;
  private final StructType schema;
  private final Class<T> type;
  private final RecordComponent[] components;

  private RowShape(String what, StructType schema, Class<T> type) {
    this.what = what;
    this.schema = schema;
    this.type = type;
    this.components = type.getRecordComponents();
  }

  /**
   * Binds a record to a schema.
   *
   * @param what names the rows in errors, such as {@code table pools}
   * @throws Breach unless the record's components are the schema's columns
   */
  public static <T extends Record> RowShape<T> of(String what, StructType schema, Class<T> type) {
    RowShape<T> shape = new RowShape<>(what, schema, type);
    List<String> names = Arrays.stream(shape.components).map(RowShape::column).sorted().toList();
    List<String> columns = Arrays.stream(schema.fieldNames()).sorted().toList();
    Breach.check(
        names.equals(columns),
        "Record %s is no row of %s: it has %s, there must be %s.",
        type.getName(),
        what,
        names,
        columns);
    for (RecordComponent component : shape.components) {
      StructField field = schema.apply(column(component));
      Breach.check(
          fits(component, field) && !(field.nullable() && component.getType().isPrimitive()),
          "Component %s of %s is a %s; column %s is %s%s.",
          component.getName(),
          type.getName(),
          component.getType().getSimpleName(),
          field.name(),
          field.dataType().simpleString(),
          field.nullable() ? " and may be missing" : "");
    }
    return shape;
  }

  private static boolean fits(RecordComponent component, StructField field) {
    if (field.dataType() instanceof DecimalType) {
      return component.getType() == java.math.BigDecimal.class;
    }
    if (field.dataType() instanceof ArrayType) {
      return component.getType() == List.class;
    }
    return CLASSES.getOrDefault(field.dataType(), List.of()).contains(component.getType());
  }

  private static String column(RecordComponent component) {
    return component.getName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** The columns, in their order. */
  public StructType schema() {
    return schema;
  }

  /** The rows of some records, in their order. */
  public List<Row> rows(Collection<T> records) {
    return records.stream().map(this::row).toList();
  }

  /** The row of a record. */
  public Row row(T record) {
    Object[] values = new Object[components.length];
    for (RecordComponent component : components) {
      try {
        values[schema.fieldIndex(column(component))] = cell(component.getAccessor().invoke(record));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("Cannot read " + component + " of " + type, e);
      }
    }
    return new GenericRowWithSchema(values, schema);
  }

  private static @Nullable Object cell(@Nullable Object value) {
    if (value instanceof LocalDate date) {
      return Date.valueOf(date);
    }
    if (value instanceof Instant instant) {
      return RowTime.cell(instant);
    }
    return value instanceof List<?> list ? list.toArray() : value;
  }

  /** The records of some rows, in their order. */
  public List<T> records(Collection<Row> rows) {
    List<T> records = new ArrayList<>(rows.size());
    rows.forEach(row -> records.add(record(row)));
    return records;
  }

  /**
   * The record of a row that names its columns.
   *
   * @throws Breach if a required value is missing or a value is of another type
   */
  public T record(Row row) {
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      StructField field = schema.apply(column(components[i]));
      @Nullable Object value = row.get(row.fieldIndex(field.name()));
      Breach.check(
          value == null ? field.nullable() : CellType.holds(field.dataType(), value),
          "Column %s of %s holds %s, which is no %s.",
          field.name(),
          what,
          value,
          field.dataType().simpleString());
      values[i] = value == null ? null : component(value);
      types[i] = components[i].getType();
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make " + type + " of a row of " + what, e);
    }
  }

  /** What Java holds in the place of a value of a row. */
  static Object component(Object value) {
    if (value instanceof Date date) {
      return date.toLocalDate();
    }
    if (value instanceof Timestamp timestamp) {
      return RowTime.instant(timestamp);
    }
    return value instanceof Object[] || value instanceof scala.collection.Seq<?>
        ? List.copyOf(CellType.elements(value))
        : value;
  }
}
