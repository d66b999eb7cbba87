package org.headwaters.transforms;

import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.source.Pseudonyms;
import org.jspecify.annotations.Nullable;

/** The names under which sources are shown, as functions of columns. */
public final class SourceNames {
  private SourceNames() {}

  /** A source id that an input names in the clear → the one it is shown by; null stays null. */
  public static UserDefinedFunction shown(Pseudonyms names) {
    return udf(
        (UDF1<@Nullable String, @Nullable String>) id -> id == null ? null : names.source(id),
        DataTypes.StringType);
  }
}
