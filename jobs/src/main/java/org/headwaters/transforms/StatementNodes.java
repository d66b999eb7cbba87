package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;

import java.nio.charset.StandardCharsets;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.proof.SumNode;
import org.headwaters.core.proof.Sums;
import org.headwaters.tables.StatementLeaves;

/**
 * Leaves of a booking's statements as nodes of their tree, in its order. Grain: one row per holder.
 */
public final class StatementNodes {
  private static final StructType SCHEMA =
      new StructType()
          .add(StatementLeaves.HOLDER_ID, DataTypes.StringType, false)
          .add(RowLeaves.LEAF, DataTypes.BinaryType, false);

  private StatementNodes() {}

  /** Of one booking and month; ranges of places one partition after the other. */
  public static Dataset<Row> apply(Dataset<Row> leaves) {
    return leaves
        .repartitionByRange(col(StatementLeaves.PLACE))
        .sortWithinPartitions(col(StatementLeaves.PLACE))
        .map((MapFunction<Row, Row>) StatementNodes::node, Encoders.row(SCHEMA));
  }

  /** Holder and node of one row. */
  public static Row node(Row row) {
    String data = row.getAs(StatementLeaves.DATA);
    SumNode node =
        SumNode.leaf(
            Sums.of(
                row.<Long>getAs(StatementLeaves.CREDITS_MICROS),
                row.<Long>getAs(StatementLeaves.DEBITS_MICROS)),
            data.getBytes(StandardCharsets.UTF_8));
    return RowLeaves.of(row.getAs(StatementLeaves.HOLDER_ID), SumNode.RULE.bytes(node));
  }
}
