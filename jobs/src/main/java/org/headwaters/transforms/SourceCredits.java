package org.headwaters.transforms;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.money.Apportionment;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.RowShape;

/**
 * What each source is credited with: the data set's inflow by docs/method.md 2 with the
 * contribution's own numbers, row by row, without knowing any other row. Grain: data set, part,
 * source, sign. The credits of a data set, part and sign sum to its inflow.
 */
public final class SourceCredits {
  /** Micros that reached a data set (or earner, or asset) for one of its parts. */
  public static final String INFLOW_MICROS = "inflow_micros";

  public static final String AMOUNT_MICROS = "amount_micros";

  /** 1 or -1: money and refunds go the same ways, apart from each other. */
  public static final String SIGN = "sign";

  /** contributions_id, dataset_id, part, inflow_micros. */
  public static final StructType INFLOWS =
      new StructType()
          .add(Contributions.CONTRIBUTIONS_ID, DataTypes.StringType, false)
          .add(Contributions.DATASET_ID, DataTypes.StringType, false)
          .add(Contributions.PART, DataTypes.StringType, false)
          .add(INFLOW_MICROS, DataTypes.LongType, false);

  /** dataset_id, part, source_id, amount_micros, weight, weight_refused. */
  public static final StructType SCHEMA =
      new StructType()
          .add(Contributions.DATASET_ID, DataTypes.StringType, false)
          .add(Contributions.PART, DataTypes.StringType, false)
          .add(Contributions.SOURCE_ID, DataTypes.StringType, false)
          .add(AMOUNT_MICROS, DataTypes.LongType, false)
          .add(Contributions.WEIGHT, DataTypes.LongType, false)
          .add(Contributions.WEIGHT_REFUSED, DataTypes.LongType, false);

  /** Money of one sign that reached a part; contributionsId is empty where none divide it. */
  public record Inflow(String contributionsId, String datasetId, String part, long inflowMicros) {}

  /** Rows of {@link #INFLOWS}. */
  public static final RowShape<Inflow> INFLOW_ROWS = RowShape.of("inflows", INFLOWS, Inflow.class);

  /** What a source is credited with, one sign. */
  public record Credit(
      String datasetId,
      String part,
      String sourceId,
      long amountMicros,
      long weight,
      long weightRefused) {}

  /** Rows of {@link #SCHEMA}. */
  public static final RowShape<Credit> CREDIT_ROWS =
      RowShape.of("credits of sources", SCHEMA, Credit.class);

  private static final UserDefinedFunction PART =
      udf(
          (UDF4<Long, Long, Long, Long, Long>)
              (inflow, before, weight, total) -> Apportionment.part(inflow, before, weight, total),
          DataTypes.LongType);

  private SourceCredits() {}

  /**
   * The credits of all sources in the contributions that money reached; {@code inflows} is small.
   */
  public static Dataset<Row> apply(Dataset<Row> contributions, Dataset<Row> inflows) {
    return contributions
        .join(
            broadcast(inflows.drop(Contributions.DATASET_ID)),
            new String[] {Contributions.CONTRIBUTIONS_ID, Contributions.PART},
            "inner")
        .select(
            col(Contributions.DATASET_ID),
            col(Contributions.PART),
            col(Contributions.SOURCE_ID),
            amount().as(AMOUNT_MICROS),
            col(Contributions.WEIGHT),
            col(Contributions.WEIGHT_REFUSED));
  }

  /** The {@link #SIGN} of an amount. */
  static Column sign(Column amount) {
    return when(amount.lt(0), lit(-1)).when(amount.gt(0), lit(1)).otherwise(lit(0));
  }

  private static Column amount() {
    return PART.apply(
        col(INFLOW_MICROS),
        col(Contributions.WEIGHT_BEFORE),
        col(Contributions.WEIGHT),
        col(Contributions.WEIGHT_TOTAL));
  }
}
