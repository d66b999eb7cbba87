package org.headwaters.transforms;

import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.proof.ContributionLeaf;
import org.headwaters.core.proof.LeafSalts;
import org.headwaters.core.proof.SumNode;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.RowShape;

/**
 * Contributions as leaves of their sum trees, one tree a set and part, in the trees' order: key
 * ranges one partition after the other, sorted within. Grain: one row per contribution.
 */
public final class ContributionLeaves {
  private static final StructType SCHEMA =
      new StructType()
          .add(Contributions.CONTRIBUTIONS_ID, DataTypes.StringType, false)
          .add(Contributions.DATASET_ID, DataTypes.StringType, false)
          .add(Contributions.PART, DataTypes.StringType, false)
          .add(Contributions.SOURCE_ID, DataTypes.StringType, false)
          .add(RowLeaves.LEAF, DataTypes.BinaryType, false);

  /** A leaf and where it stands; the node as its rule writes it. */
  @SuppressWarnings("ArrayRecordComponent") // Travels; never compared.
  public record Leaf(
      String contributionsId, String datasetId, String part, String sourceId, byte[] leaf) {}

  /** Rows of leaves. */
  public static final RowShape<Leaf> LEAVES =
      RowShape.of("leaves of contributions", SCHEMA, Leaf.class);

  private ContributionLeaves() {}

  /** Leaves of rows of {@link Contributions}. */
  public static Dataset<Row> apply(Dataset<Row> contributions, LeafSalts salts) {
    Column[] order = {
      new Column(Contributions.CONTRIBUTIONS_ID),
      new Column(Contributions.DATASET_ID),
      new Column(Contributions.PART),
      new Column(Contributions.SOURCE_ID)
    };
    return contributions
        .map((MapFunction<Row, Row>) row -> LEAVES.row(leaf(row, salts)), Encoders.row(SCHEMA))
        .repartitionByRange(order)
        .sortWithinPartitions(order);
  }

  /** What one row of {@link Contributions} says as a leaf. */
  public static ContributionLeaf said(Row row) {
    return new ContributionLeaf(
        row.getAs(Contributions.CONTRIBUTIONS_ID),
        row.getAs(Contributions.PART),
        row.getAs(Contributions.SOURCE_ID),
        row.<Long>getAs(Contributions.DOCUMENTS),
        row.<Long>getAs(Contributions.TOKENS),
        row.<Long>getAs(Contributions.WEIGHT),
        row.<Long>getAs(Contributions.WEIGHT_REFUSED));
  }

  /** The leaf of one row of {@link Contributions}. */
  public static Leaf leaf(Row row, LeafSalts salts) {
    ContributionLeaf leaf = said(row);
    return new Leaf(
        leaf.contributionsId(),
        row.getAs(Contributions.DATASET_ID),
        leaf.part(),
        leaf.sourceId(),
        SumNode.RULE.bytes(leaf.salted(salts).node()));
  }
}
