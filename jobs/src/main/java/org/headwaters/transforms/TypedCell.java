package org.headwaters.transforms;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.TextFunctions;
import org.jspecify.annotations.Nullable;

/**
 * How a delivered cell becomes a value of the contract's type: exactly, or not at all. Each column
 * here is null where a value cannot be taken without changing it.
 */
final class TypedCell {
  /** Twelve is whole also as 12.0, which tools write of columns with a gap. */
  private static final String PLAIN_INTEGER = "^[+-]?[0-9]{1,38}([.]0{0,38})?$";

  private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
  private static final String CLOCK = "[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?";
  private static final String ZONE = "(Z|[+-][0-9]{2}:[0-9]{2})";
  private static final String INSTANT =
      "^" + DAY + "(T" + CLOCK + ZONE + "| " + CLOCK + ZONE + "?)$";

  /** Year 1 to 9999, which every reader of our tables can hold. */
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();

  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
  private static final long FIRST_SECOND = FIRST_DAY * 86_400;
  private static final long LAST_SECOND = LAST_DAY * 86_400 + 86_399;

  /** With an exponent as tools write of what they hold in double precision. */
  private static final String NUMBER = "^[+-]?[0-9]{1,60}([.][0-9]{0,400})?([eE][+-]?[0-9]{1,3})?$";

  private TypedCell() {}

  /**
   * The cell in the contract's type.
   *
   * @param raw the cell as delivered
   * @param from the type it was delivered in
   * @param to what it is to become
   * @param place the column's name, for the message
   * @throws InvalidInput if no value of the one type can be one of the other
   */
  static Column of(Column raw, DataType from, Target to, String place) {
    Column typed = typed(raw, from, to);
    InvalidInput.check(
        typed != null,
        "The files deliver %s as %s; it must be %s, or text that says one.",
        place,
        from.sql(),
        to.type().sql());
    return typed == null ? raw : typed.cast(to.type());
  }

  /**
   * What a cell is to become.
   *
   * @param type the contract's type
   * @param identifier whether it is an id or part of a key
   * @param verbatim whether it is text as it was found, with breaks and tabs
   * @param rounded whether a decimal may have more decimals than are kept, and an exponent
   */
  record Target(DataType type, boolean identifier, boolean verbatim, boolean rounded) {}

  /** The text of a number that had more decimals than the type keeps; null for any other. */
  static Column roundedText(Column raw, DecimalType type) {
    Column text = TextFunctions.readable(raw.cast(DataTypes.StringType));
    return when(text.rlike(NUMBER), roundedFrom(type).apply(text));
  }

  private static @Nullable Column typed(Column raw, DataType from, Target to) {
    if (from instanceof NullType) {
      return raw;
    }
    if (from instanceof StringType) {
      return ofText(raw, to);
    }
    if (to.type() instanceof StringType) {
      return toText(raw, from, to);
    }
    if (to.type() instanceof TimestampType) {
      boolean moment =
          from instanceof TimestampType
              || from instanceof TimestampNTZType
              || from instanceof DateType;
      return moment ? toTheSecond(raw.cast(DataTypes.TimestampType)) : null;
    }
    if (to.type() instanceof DateType && from instanceof DateType) {
      return inRange(raw);
    }
    if (to.type().equals(from)) {
      return raw;
    }
    if (to.rounded() && from instanceof NumericType) {
      return ofText(raw.cast(DataTypes.StringType), to);
    }
    if (to.type() instanceof NumericType && from instanceof NumericType) {
      return number(raw, from, to.type());
    }
    return null;
  }

  private static @Nullable Column toText(Column raw, DataType from, Target to) {
    if (from instanceof DoubleType || from instanceof FloatType) {
      return null;
    }
    boolean scalar =
        from instanceof NumericType
            || from instanceof BooleanType
            || from instanceof DateType
            || from instanceof BinaryType;
    return scalar ? ofText(raw.cast(DataTypes.StringType), to) : null;
  }

  /** Equal after the cast, or not taken: 0.1 as a double is the decimal 0.1, 1e30 is no bigint. */
  private static Column number(Column raw, DataType from, DataType to) {
    Column cast = raw.try_cast(to);
    boolean binary = from instanceof DoubleType || from instanceof FloatType;
    return when(binary ? cast.cast(from).equalTo(raw) : cast.equalTo(raw), cast);
  }

  private static Column ofText(Column raw, Target to) {
    DataType type = to.type();
    if (type instanceof StringType) {
      if (to.verbatim()) {
        return TextFunctions.verbatim(raw);
      }
      return to.identifier() ? TextFunctions.identifier(raw) : TextFunctions.readable(raw);
    }
    Column text = TextFunctions.readable(raw);
    if (type instanceof BooleanType) {
      Column word = lower(text);
      return when(word.equalTo("true"), lit(true)).when(word.equalTo("false"), lit(false));
    }
    if (type instanceof TimestampType) {
      return when(text.rlike(INSTANT), toTheSecond(text.try_cast(type)));
    }
    if (type instanceof DateType) {
      return inRange(when(text.rlike("^" + DAY + "$"), text.try_cast(type)));
    }
    if (type instanceof DecimalType decimal) {
      return to.rounded()
          ? when(text.rlike(NUMBER), nearest(decimal).apply(text))
          : when(text.rlike(plainDecimal(decimal)), text.try_cast(type));
    }
    return when(
        text.rlike(PLAIN_INTEGER), regexp_replace(text, lit("[.]0*$"), lit("")).try_cast(type));
  }

  /** The nearest number of the type, half to even; null where its digits do not fit. */
  private static UserDefinedFunction nearest(DecimalType type) {
    int scale = type.scale();
    int digits = type.precision();
    return udf(
        (UDF1<@Nullable String, @Nullable BigDecimal>)
            text -> {
              BigDecimal near = text == null ? null : rounded(new BigDecimal(text), scale);
              return near == null || near.precision() > digits ? null : near;
            },
        type);
  }

  private static UserDefinedFunction roundedFrom(DecimalType type) {
    int scale = type.scale();
    return udf(
        (UDF1<@Nullable String, @Nullable String>)
            text ->
                text == null
                        || rounded(new BigDecimal(text), scale).compareTo(new BigDecimal(text)) == 0
                    ? null
                    : text,
        DataTypes.StringType);
  }

  private static BigDecimal rounded(BigDecimal number, int scale) {
    return number.setScale(scale, RoundingMode.HALF_EVEN);
  }

  /** Zeros beyond the scale say nothing new and are taken. */
  private static String plainDecimal(DecimalType type) {
    return "^[+-]?0*[0-9]{1,"
        + (type.precision() - type.scale())
        + "}([.][0-9]{0,"
        + type.scale()
        + "}0*)?$";
  }

  /** Of the years 1 to 9999: what lies beyond is no time of a document or a book. */
  private static Column toTheSecond(Column instant) {
    Column second = unix_seconds(instant);
    return when(second.between(FIRST_SECOND, LAST_SECOND), timestamp_seconds(second));
  }

  private static Column inRange(Column day) {
    return when(unix_date(day).between(FIRST_DAY, LAST_DAY), day);
  }

  /** What to do about a value that is not of the type. */
  static String fix(Target to) {
    DataType type = to.type();
    if (type instanceof DecimalType decimal) {
      return to.rounded()
          ? "Write a number such as 12.5 or 1.25e-7, with at most "
              + (decimal.precision() - decimal.scale())
              + " digits before its decimals."
          : "Write a plain number such as 12.5, with at most "
              + decimal.scale()
              + " decimals and "
              + (decimal.precision() - decimal.scale())
              + " digits before them.";
    }
    if (type instanceof StringType) {
      return to.identifier()
          ? "Write an id in UTF-8 without hidden characters: no control characters, none without"
              + " width, none that turn the direction of writing."
          : "Write text in UTF-8 without hidden characters.";
    }
    return switch (type.typeName()) {
      case "boolean" -> "Write true or false.";
      case "date" -> "Write a day that exists as YYYY-MM-DD, of the years 0001 to 9999.";
      case "timestamp" ->
          "Write a time such as 2026-09-30T23:59:59Z, or 2026-09-30 23:59:59 in UTC, of the years"
              + " 0001 to 9999.";
      default -> "Write a whole number in digits, within the range of " + type.simpleString() + ".";
    };
  }

  /** The rule's name in rejects. */
  static String rule(Target to) {
    DataType type = to.type();
    if (type instanceof StringType) {
      return to.verbatim() ? "is_utf8" : to.identifier() ? "is_an_id" : "is_visible_text";
    }
    return switch (type.typeName()) {
      case "boolean" -> "is_true_or_false";
      case "date" -> "is_a_date";
      case "timestamp" -> "is_a_time";
      default -> type instanceof DecimalType ? "is_a_decimal" : "is_a_whole_number";
    };
  }
}
