package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.proof.CanonicalRow;
import org.headwaters.core.proof.ClaimLeaf;
import org.headwaters.core.proof.LeafSalts;
import org.headwaters.core.proof.SumLeaf;
import org.headwaters.core.proof.SumNode;
import org.headwaters.tables.Claims;
import org.headwaters.tables.RowShape;

/**
 * Claims as leaves of the tree of a booking, in its order: by pattern, holder and claim, so that
 * all claims on one source lie side by side. Grain: one row per claim.
 */
public final class ClaimLeaves {
  private static final StructType SCHEMA =
      new StructType()
          .add(Claims.PATTERN, DataTypes.StringType, false)
          .add(Claims.HOLDER_ID, DataTypes.StringType, false)
          .add(Claims.CLAIM_ID, DataTypes.StringType, false)
          .add(RowLeaves.LEAF, DataTypes.BinaryType, false);

  /** A leaf and where it stands; the node as its rule writes it. */
  @SuppressWarnings("ArrayRecordComponent") // Travels; never compared.
  public record Leaf(String pattern, String holderId, String claimId, byte[] leaf) {}

  /** Rows of leaves. */
  public static final RowShape<Leaf> LEAVES = RowShape.of("leaves of claims", SCHEMA, Leaf.class);

  private ClaimLeaves() {}

  /**
   * Claims with how many their pattern has; days and times as numbers, which pass through no
   * machine's time zone.
   *
   * @param claims those that count, as sources and holders are shown
   */
  public static Dataset<Row> plain(Dataset<Row> claims) {
    Column ofPattern = count(lit(1)).over(Window.partitionBy(Claims.PATTERN));
    return claims
        .withColumn(ClaimLeaf.OF_PATTERN, ofPattern)
        .withColumn(Claims.FILED_AT, unix_micros(col(Claims.FILED_AT)))
        .withColumn(Claims.VALID_FROM, unix_date(col(Claims.VALID_FROM)))
        .withColumn(Claims.VALID_TO, unix_date(col(Claims.VALID_TO)));
  }

  /** Leaves of {@link #plain} claims, key ranges one partition after the other. */
  public static Dataset<Row> apply(
      Dataset<Row> plain, String previous, String period, LeafSalts salts) {
    Column[] order = {col(Claims.PATTERN), col(Claims.HOLDER_ID), col(Claims.CLAIM_ID)};
    return plain
        .map(
            (MapFunction<Row, Row>) row -> LEAVES.row(leaf(row, previous, period, salts)),
            Encoders.row(SCHEMA))
        .repartitionByRange(order)
        .sortWithinPartitions(order);
  }

  /** The leaf of one {@link #plain} claim. */
  public static Leaf leaf(Row row, String previous, String period, LeafSalts salts) {
    return new Leaf(
        row.getAs(Claims.PATTERN),
        row.getAs(Claims.HOLDER_ID),
        row.getAs(Claims.CLAIM_ID),
        SumNode.RULE.bytes(said(row, previous, period, salts).node()));
  }

  /** All that the leaf of one {@link #plain} claim says. */
  public static SumLeaf said(Row row, String previous, String period, LeafSalts salts) {
    Map<String, Object> cells = new HashMap<>();
    for (String column : row.schema().fieldNames()) {
      int at = row.fieldIndex(column);
      if (!row.isNullAt(at) && !column.equals(ClaimLeaf.OF_PATTERN)) {
        cells.put(column, cell(column, row.get(at)));
      }
    }
    return new ClaimLeaf(
            previous,
            period,
            row.getAs(Claims.PATTERN),
            row.getAs(Claims.HOLDER_ID),
            row.getAs(Claims.CLAIM_ID),
            CanonicalRow.of(cells).texts(),
            row.<Long>getAs(ClaimLeaf.OF_PATTERN))
        .salted(salts);
  }

  private static Object cell(String column, Object value) {
    if (column.equals(Claims.FILED_AT)) {
      return Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
    }
    return column.equals(Claims.VALID_FROM) || column.equals(Claims.VALID_TO)
        ? LocalDate.ofEpochDay((Integer) value)
        : value;
  }
}
