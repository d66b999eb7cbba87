package org.headwaters.lake;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.headwaters.SharedSpark;
import org.headwaters.core.Breach;
import org.headwaters.tables.Bookings;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Coverage;
import org.headwaters.tables.Holders;
import org.headwaters.tables.People;
import org.headwaters.tables.Runs;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lake's own promises, each with the driver reading small tables and with Spark reading all.
 */
final class LakeTest {
  private static final Map<String, Object> SEPTEMBER = slice("2026-09", "r1");
  private static final Map<String, Object> OCTOBER = slice("2026-10", "r2");

  private static Map<String, Object> slice(String period, String runId) {
    return Map.of("period", period, "run_id", runId);
  }

  /** The lake as it reads small tables, and as it reads large ones. */
  private static List<Lake> lakes(Path folder) {
    return List.of(
        new Lake(SharedSpark.session(), folder.toString()),
        new Lake(SharedSpark.session(), folder.toString(), 0));
  }

  private static Row coverage(Map<String, Object> slice, String step, long micros) {
    return RowFactory.create(slice.get("period"), slice.get("run_id"), step, micros, 1_000_000);
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  @Test
  void aSliceIsReplacedWholeAndOthersStay(@TempDir Path folder) {
    for (Lake lake : lakes(folder)) {
      lake.replace(Coverage.TABLE, List.of(coverage(OCTOBER, "pool", 7)), OCTOBER);
      lake.replace(
          Coverage.TABLE,
          List.of(coverage(SEPTEMBER, "pool", 1), coverage(SEPTEMBER, "linked", 2)),
          SEPTEMBER);

      lake.replace(Coverage.TABLE, List.of(coverage(SEPTEMBER, "pool", 3)), SEPTEMBER);

      assertThat(texts(lake.read(Coverage.TABLE)))
          .containsExactly("[2026-09,r1,pool,3,1000000]", "[2026-10,r2,pool,7,1000000]");
      assertThat(lake.count(Coverage.TABLE, SEPTEMBER)).isEqualTo(1);

      lake.replace(Coverage.TABLE, List.of(), SEPTEMBER);

      assertThat(texts(lake.read(Coverage.TABLE))).containsExactly("[2026-10,r2,pool,7,1000000]");
      assertThat(lake.read(Coverage.TABLE, SEPTEMBER).isEmpty()).isTrue();
    }
  }

  @Test
  void rowsThatSparkComputesAndRowsThatTheDriverHasReadTheSameAlsoForDeltasOwnReader(
      @TempDir Path folder) {
    Lake lake = new Lake(SharedSpark.session(), folder.toString());
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.add(coverage(SEPTEMBER, "pool", i * 1_000_000_007L));
    }
    lake.replace(Coverage.TABLE, rows, SEPTEMBER);
    List<String> driver = texts(lake.read(Coverage.TABLE));

    assertThat(lake.replace(Coverage.TABLE, lake.rows(Coverage.TABLE, rows), SEPTEMBER))
        .isEqualTo(50);

    for (Lake each : lakes(folder)) {
      assertThat(texts(each.read(Coverage.TABLE))).isEqualTo(driver).hasSize(50);
    }
    Dataset<Row> delta =
        SharedSpark.session().read().format("delta").load(lake.pathOf(Coverage.TABLE));
    assertThat(texts(delta)).isEqualTo(driver);
  }

  @Test
  void everyTypeOfOurTablesComesBackAsItWasWritten(@TempDir Path folder) {
    List<Lake> lakes = lakes(folder);
    for (Table table : Catalogue.ALL) {
      Row row = sample(table);
      Map<String, Object> at = partition(table, row);
      if (at.isEmpty()) {
        lakes.get(0).appendOnce(table, List.of(row), "test", 1);
      } else {
        lakes.get(0).replace(table, List.of(row), at);
      }
      for (Lake lake : lakes) {
        assertThat(texts(lake.read(table))).as(table.name()).containsExactly(row.toString());
      }
      if (!at.isEmpty()) {
        lakes.get(0).replace(table, lakes.get(0).rows(table, List.of(row)), at);
        assertThat(texts(lakes.get(0).read(table)))
            .as(table.name())
            .containsExactly(row.toString());
      }
    }
  }

  private static Map<String, Object> partition(Table table, Row row) {
    Map<String, Object> at = new java.util.HashMap<>();
    table.partitions().forEach(column -> at.put(column, row.getAs(column)));
    return at;
  }

  /** The first example of every column of the contract, as Spark casts its text. */
  private static Row sample(Table table) {
    Column[] cells = new Column[table.stored().length()];
    for (int i = 0; i < cells.length; i++) {
      StructField field = table.stored().fields()[i];
      cells[i] = cell(table, field).cast(field.dataType()).as(field.name());
    }
    return SharedSpark.session().range(1).select(cells).head();
  }

  private static Column cell(Table table, StructField field) {
    boolean input = table.partitions().contains(Table.DELIVERY_SEQ);
    if (input && field.name().equals(Table.DELIVERY_SEQ)) {
      return lit(1L);
    }
    if (input && field.name().equals(Table.DELIVERY_ID)) {
      return lit("d1");
    }
    String example =
        table.contract().columns().stream()
            .filter(column -> column.name().equals(field.name()))
            .map(column -> column.examples().get(0))
            .findFirst()
            .orElseThrow();
    return field.dataType() instanceof ArrayType ? array(lit(example)) : lit(example);
  }

  @Test
  void aNumberIsAppendedOnceHoweverManyTry(@TempDir Path folder) throws Exception {
    List<Callable<Boolean>> tries = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Lake lake = new Lake(SharedSpark.session(), folder.toString());
      Row row = run("run " + i);
      tries.add(
          () -> {
            try {
              lake.appendOnce(Runs.TABLE, List.of(row), "runs", 1);
              return true;
            } catch (LostRace e) {
              return false;
            }
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(6);
    try {
      for (Future<Boolean> each : pool.invokeAll(tries)) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(texts(new Lake(SharedSpark.session(), folder.toString()).read(Runs.TABLE)))
        .hasSize(1);
  }

  private static Row run(String runId) {
    return RowFactory.create(runId, "2026-09", "p 1", "hash", "1", "{}", "lineage");
  }

  @Test
  void ofManyProcessesThatReplaceOneSliceTheLastOneStaysAndNoRowTwice(@TempDir Path folder)
      throws Exception {
    List<Callable<Long>> writers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Lake lake = new Lake(SharedSpark.session(), folder.toString());
      Row row = coverage(i % 2 == 0 ? SEPTEMBER : OCTOBER, "pool", 5);
      Map<String, Object> at = i % 2 == 0 ? SEPTEMBER : OCTOBER;
      writers.add(() -> lake.replace(Coverage.TABLE, List.of(row), at));
    }
    ExecutorService pool = Executors.newFixedThreadPool(6);
    try {
      for (Future<Long> each : pool.invokeAll(writers)) {
        assertThat(each.get()).isEqualTo(1);
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(texts(new Lake(SharedSpark.session(), folder.toString()).read(Coverage.TABLE)))
        .containsExactly("[2026-09,r1,pool,5,1000000]", "[2026-10,r2,pool,5,1000000]");
  }

  @Test
  void aTableIsReadThroughItsCheckpointsAfterManyCommits(@TempDir Path folder) {
    Lake lake = new Lake(SharedSpark.session(), folder.toString());
    for (int i = 1; i <= 25; i++) {
      lake.appendOnce(Runs.TABLE, List.of(run("run " + i)), "runs", i);
    }

    assertThat(texts(lake.read(Runs.TABLE))).hasSize(25);
    assertThat(folder.resolve("runs/_delta_log/_last_checkpoint")).exists();
  }

  @Test
  void ofManySlicesEachHasAFileHoweverManyTasksHaveRowsOfIt(@TempDir Path folder) {
    Lake lake = new Lake(SharedSpark.session(), folder.toString());
    Dataset<Row> rows =
        SharedSpark.session()
            .range(0, 200, 1, 4)
            .selectExpr(
                "concat('c', id % 20) AS seen_in",
                "concat('rater:', id) AS pseudonym",
                "'rater' AS kind",
                "'dataset:d' AS dataset_id",
                "concat('r', id) AS clear_id");
    List<String> slices = IntStream.range(0, 20).mapToObj(i -> "c" + i).toList();
    assertThat(lake.replace(People.TABLE, rows, People.SEEN_IN, slices)).isEqualTo(200);
    assertThat(lake.files(People.TABLE)).hasSize(20);
    assertThat(lake.read(People.TABLE).distinct().count()).isEqualTo(200);
  }

  @Test
  void aRowWithoutARequiredValueIsNeverWritten(@TempDir Path folder) {
    Lake lake = new Lake(SharedSpark.session(), folder.toString());
    Row row = RowFactory.create("2026-09", "r1", null, 1L, 1);

    assertThatThrownBy(() -> lake.replace(Coverage.TABLE, List.of(row), SEPTEMBER))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("Table coverage: step is required")
        .hasMessageContaining("Nothing was written");
    Dataset<Row> computed =
        lake.rows(Coverage.TABLE, List.of(coverage(SEPTEMBER, "pool", 1)))
            .withColumn("step", lit(null).cast("string"));
    assertThatThrownBy(() -> lake.replace(Coverage.TABLE, computed, SEPTEMBER))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("Table coverage: step is required");
    assertThat(lake.exists(Coverage.TABLE)).isFalse();
  }

  @Test
  void aRowThatBreaksARuleOfItsContractIsNeverWritten(@TempDir Path folder) {
    Lake lake = new Lake(SharedSpark.session(), folder.toString());
    Row row = coverage(SEPTEMBER, "gros", 1);

    assertThatThrownBy(() -> lake.replace(Coverage.TABLE, List.of(row), SEPTEMBER))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("Table coverage: step_is_known is broken");
    assertThatThrownBy(
            () -> lake.replace(Coverage.TABLE, lake.rows(Coverage.TABLE, List.of(row)), SEPTEMBER))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("Table coverage: step_is_known is broken")
        .hasMessageContaining("gros");
    assertThat(lake.exists(Coverage.TABLE)).isFalse();
  }

  @Test
  void anAmountThatIsNoWholeNumberIsRefusedWhoeverHasTheRows(@TempDir Path folder) {
    for (Lake lake : lakes(folder)) {
      for (Object amount : List.of("12", 12.7, new java.math.BigDecimal("12.7"), 12)) {
        Row row = RowFactory.create("2026-09", "r1", "pool", amount, 1_000_000);
        assertThatThrownBy(() -> lake.replace(Coverage.TABLE, List.of(row), SEPTEMBER))
            .as("%s, by the driver", amount)
            .isInstanceOf(Breach.class)
            .hasMessageContaining("amount_micros holds a " + amount.getClass().getSimpleName())
            .hasMessageContaining("that is no bigint");
      }
      Dataset<Row> whole =
          lake.rows(Coverage.TABLE, List.of(coverage(SEPTEMBER, "pool", 12))).persist();
      for (String wrong : List.of("'12'", "12.7D", "cast(12.7 as decimal(10,1))", "12")) {
        Dataset<Row> rows = whole.withColumn("amount_micros", expr(wrong));
        assertThatThrownBy(() -> lake.replace(Coverage.TABLE, rows, SEPTEMBER))
            .as("%s, by Spark", wrong)
            .isInstanceOf(Breach.class)
            .hasMessageContaining("Column amount_micros of rows for table coverage is ")
            .hasMessageContaining("its contract says bigint");
      }
      assertThat(lake.exists(Coverage.TABLE)).isFalse();
    }
  }

  @Test
  void aRowOfAnotherSliceIsRefusedWhoeverHasTheRows(@TempDir Path folder) {
    List<Row> mixed = List.of(coverage(SEPTEMBER, "pool", 1), coverage(OCTOBER, "pool", 2));
    Map<String, Object> otherRun = slice("2026-09", "r9");
    for (Lake lake : lakes(folder)) {
      Dataset<Row> computed = lake.rows(Coverage.TABLE, mixed);
      for (Map<String, Object> at : List.of(SEPTEMBER, OCTOBER, otherRun)) {
        assertThatThrownBy(() -> lake.replace(Coverage.TABLE, mixed, at))
            .isInstanceOf(Breach.class)
            .hasMessageContaining("Table coverage: the slice is that of ")
            .hasMessageContaining("Nothing was written");
        assertThatThrownBy(() -> lake.replace(Coverage.TABLE, computed, at))
            .isInstanceOf(Breach.class)
            .hasMessageContaining("Table coverage: the slice is that of ")
            .hasMessageContaining("The row is {\"period\":");
      }
      assertThat(lake.exists(Coverage.TABLE)).isFalse();
    }
  }

  @Test
  void aForgottenColumnIsRefusedAndOneTooManyInARowToo(@TempDir Path folder) {
    Lake lake = new Lake(SharedSpark.session(), folder.toString());
    Dataset<Row> short4 =
        lake.rows(Coverage.TABLE, List.of(coverage(SEPTEMBER, "pool", 1))).drop("ppm");

    assertThatThrownBy(() -> lake.replace(Coverage.TABLE, short4, SEPTEMBER))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("Rows for table coverage have no column ppm, only period, run_id");
    Row long6 = RowFactory.create("2026-09", "r1", "pool", 1L, 1, "more");
    assertThatThrownBy(() -> lake.replace(Coverage.TABLE, List.of(long6), SEPTEMBER))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("it has 6 values for 5 columns");
  }

  @Test
  void aRefusedRowOfAPrivateTableIsNotShown(@TempDir Path folder) {
    Lake lake = new Lake(SharedSpark.session(), folder.toString());
    Object[] cells = new Object[Holders.TABLE.stored().length()];
    cells[0] = "holder:jane";
    Map<String, Object> at = Map.of(Table.DELIVERY_SEQ, 1L, Table.DELIVERY_ID, "d1");

    assertThatThrownBy(() -> lake.replace(Holders.TABLE, List.of(RowFactory.create(cells)), at))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("is required")
        .hasMessageNotContaining("jane");
  }

  @Test
  void tablesWithPersonalDataLieApart(@TempDir Path folder) {
    Lake lake = new Lake(SharedSpark.session(), folder.toString());

    assertThat(lake.pathOf(Holders.TABLE)).endsWith("/private/holders");
    assertThat(lake.pathOf(Bookings.TABLE)).endsWith("/bookings").doesNotContain("private");
  }
}
