package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.lineage.EarnerShares;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.RowShape;
import org.headwaters.tables.StatementLines;
import org.jspecify.annotations.Nullable;

/**
 * What holders are owed, source by source, divided among those who earned it (docs/method.md 4.5):
 * each sign by itself, then added. Grain: holder, source, data set, part, earner. The rows of a
 * holder, source, data set and part sum to what is payable of them.
 */
public final class StatementLineRows {
  private static final StructType SCHEMA =
      new StructType()
          .add(StatementLines.HOLDER_ID, DataTypes.StringType, false)
          .add(StatementLines.SOURCE_ID, DataTypes.StringType, true)
          .add(StatementLines.DATASET_ID, DataTypes.StringType, false)
          .add(StatementLines.PART, DataTypes.StringType, false)
          .add(StatementLines.EARNER_ID, DataTypes.StringType, false)
          .add(StatementLines.AMOUNT_MICROS, DataTypes.LongType, false);

  /** An earner's share of a line; a levy has no source. */
  public record Line(
      String holderId,
      @Nullable String sourceId,
      String datasetId,
      String part,
      String earnerId,
      long amountMicros) {}

  /** Lines, as they are before they belong to a run. */
  public static final RowShape<Line> LINES = RowShape.of("lines of statements", SCHEMA, Line.class);

  /** What of one sign came to a data set or asset. */
  public record Origin(String id, int sign) implements Serializable {}

  private StatementLineRows() {}

  /**
   * The lines of all holders.
   *
   * @param bySign as {@link HolderCreditRows#bySign}
   * @param paidBy whose money came to each data set or asset; a licence fee is its earner's
   */
  public static Dataset<Row> apply(Dataset<Row> bySign, Map<Origin, EarnerShares> paidBy) {
    return bySign
        .where(col(HolderCredits.BUCKET).equalTo(Bucket.PAYABLE.key()))
        .groupBy(
            HolderCredits.HOLDER_ID,
            HolderCredits.SOURCE_ID,
            HolderCredits.DATASET_ID,
            HolderCredits.PART,
            SourceCredits.SIGN)
        .agg(sum(HolderCredits.AMOUNT_MICROS).as(HolderCredits.AMOUNT_MICROS))
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> divided(rows, paidBy), Encoders.row(SCHEMA));
  }

  /** Adds what each sign brought: to this the lines of a run come. */
  public static Dataset<Row> added(Dataset<Row> lines) {
    return lines
        .groupBy(
            StatementLines.HOLDER_ID,
            StatementLines.SOURCE_ID,
            StatementLines.DATASET_ID,
            StatementLines.PART,
            StatementLines.EARNER_ID)
        .agg(sum(StatementLines.AMOUNT_MICROS).as(StatementLines.AMOUNT_MICROS))
        .where(col(StatementLines.AMOUNT_MICROS).notEqual(0));
  }

  private static Iterator<Row> divided(Iterator<Row> rows, Map<Origin, EarnerShares> paidBy) {
    List<Row> lines = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      String origin = row.getAs(HolderCredits.DATASET_ID);
      String part = row.getAs(HolderCredits.PART);
      EarnerShares shares =
          CreditPart.of(part) == CreditPart.LICENCE_FEE
              ? EarnerShares.ofOne(origin)
              : Objects.requireNonNull(
                  paidBy.get(new Origin(origin, row.<Integer>getAs(SourceCredits.SIGN))));
      List<BigInteger> parts =
          shares.parts(BigInteger.valueOf(row.<Long>getAs(HolderCredits.AMOUNT_MICROS)));
      for (int i = 0; i < parts.size(); i++) {
        lines.add(
            LINES.row(
                new Line(
                    row.getAs(HolderCredits.HOLDER_ID),
                    row.getAs(HolderCredits.SOURCE_ID),
                    origin,
                    part,
                    shares.earnerIds().get(i),
                    parts.get(i).longValueExact())));
      }
    }
    return lines.iterator();
  }
}
