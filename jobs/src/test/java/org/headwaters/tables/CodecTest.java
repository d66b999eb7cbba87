package org.headwaters.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.Breach;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records and rows, by name. */
final class CodecTest {
  private static final Pools.Pool POOL =
      new Pools.Pool(
          "2026-09",
          "r1",
          "service:acme/chat",
          "usage",
          "USD",
          null,
          2,
          new BigDecimal("1.000000000000000001"),
          LocalDate.of(2026, 9, 30),
          null,
          30,
          20,
          10);

  @Test
  void eachValueStandsUnderItsOwnName() {
    Row row = Pools.CODEC.rows(List.of(POOL)).get(0);

    assertThat(row.<Long>getAs(Pools.GROSS_MICROS)).isEqualTo(30);
    assertThat(row.<Long>getAs(Pools.POOL_MICROS)).isEqualTo(20);
    assertThat(row.<Long>getAs(Pools.RETAINED_MICROS)).isEqualTo(10);
    assertThat(row.<java.sql.Date>getAs(Pools.RATE_DATE)).hasToString("2026-09-30");
    assertThat(row.isNullAt(row.fieldIndex(Pools.COVERS))).isTrue();
    assertThat(row.schema()).isEqualTo(Pools.TABLE.schema());
  }

  @Test
  void aRecordComesBackFromItsRowWhateverTheOrderOfColumns() {
    Row row = Pools.CODEC.rows(List.of(POOL)).get(0);
    assertThat(Pools.CODEC.records(List.of(row)).get(0)).isEqualTo(POOL);
    int last = row.length() - 1;
    Object[] turned = new Object[row.length()];
    StructType schema = new StructType();
    for (int i = 0; i <= last; i++) {
      turned[i] = row.get(last - i);
      schema = schema.add(row.schema().fields()[last - i]);
    }
    assertThat(Pools.CODEC.records(List.of(new GenericRowWithSchema(turned, schema))))
        .containsExactly(POOL);
    Deliveries.Taken taken = new Deliveries.Taken(1, "revenue", "d1", 3, 2, 1, 0, List.of("a"));
    assertThat(Deliveries.CODEC.records(Deliveries.CODEC.rows(List.of(taken))))
        .containsExactly(taken);
  }

  @Test
  void aValueOfAnotherTypeIsNeverReadAsTheColumns() {
    StructType texts =
        new StructType()
            .add("period", "string")
            .add("run_id", "string")
            .add("step", "string")
            .add("amount_micros", "string")
            .add("ppm", DataTypes.IntegerType);
    Object[] values = {"2026-09", "r1", "gross", "12", 1};

    assertThatThrownBy(
            () -> Coverage.CODEC.records(List.of(new GenericRowWithSchema(values, texts))))
        .isInstanceOf(Breach.class)
        .hasMessage("Column amount_micros of table coverage holds 12, which is no bigint.");
    values[3] = null;
    assertThatThrownBy(
            () -> Coverage.CODEC.records(List.of(new GenericRowWithSchema(values, texts))))
        .hasMessageContaining("amount_micros of table coverage holds null");
  }

  record Swapped(String period, String runId, String step, long amountMicro, int ppm) {}

  record Narrow(String period, String runId, String step, int amountMicros, int ppm) {}

  record NeverMissing(
      String period,
      String runId,
      String childId,
      String toKind,
      @Nullable String toId,
      @Nullable String stage,
      @Nullable String relation,
      long reason,
      long amountMicros) {}

  @Test
  void aRecordThatIsNotTheContractCannotBeBound() {
    assertThatThrownBy(() -> Codec.of(Coverage.TABLE, Swapped.class))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("is no row of table coverage")
        .hasMessageContaining("amount_micro,");
    assertThatThrownBy(() -> Codec.of(Coverage.TABLE, Narrow.class))
        .hasMessageContaining("amountMicros")
        .hasMessageContaining("is a int; column amount_micros is bigint");
    assertThatThrownBy(() -> Codec.of(AssetFlows.TABLE, NeverMissing.class))
        .hasMessageContaining("is a long; column reason is string and may be missing");
  }

  @Test
  void aDecimalWithMoreDigitsThanTheColumnIsNoneOfItsValues() {
    var type = DataTypes.createDecimalType(10, 2);
    assertThat(CellType.holds(type, new BigDecimal("12345678.90"))).isTrue();
    assertThat(CellType.holds(type, new BigDecimal("1.2000"))).as("no digit is lost").isTrue();
    assertThat(CellType.holds(type, new BigDecimal("1.203"))).isFalse();
    assertThat(CellType.holds(type, new BigDecimal("123456789"))).isFalse();
    assertThat(CellType.holds(type, 12L)).isFalse();
  }
}
