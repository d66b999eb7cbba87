package org.headwaters.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.SharedSpark;
import org.headwaters.core.proof.CanonicalRow;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.ProofVectors;
import org.headwaters.core.proof.SumNode;
import org.headwaters.core.proof.SumTree;
import org.headwaters.core.proof.Sums;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.core.proof.TreeBlock;
import org.headwaters.jobs.step.ProofsOfRows;
import org.headwaters.jobs.step.TreeOfRows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roots by Spark are those of the separate calculation, however the rows lie. */
final class TreeOfRowsTest {
  private static final JsonNode ODD = ProofVectors.ALL.get("tables").get(0);
  private static final List<String> KEY = ProofVectors.texts(ODD.get("key"));

  @TempDir Path folder;

  @Test
  void oddRowsHaveTheRootOfTheSeparateCalculation() {
    for (JsonNode table : ProofVectors.ALL.get("tables")) {
      assertThat(
              TreeOfRows.root(
                      table.get("table").asText(),
                      table.get("period").asText(),
                      ProofVectors.texts(table.get("key")),
                      rows(table))
                  .root()
                  .hex())
          .as(table.get("table").asText())
          .isEqualTo(table.get("root").asText());
    }
  }

  @Test
  void orderFilesAndPartitionsDoNotCount() {
    Dataset<Row> rows = rows(ODD);
    Path files = folder.resolve("odd");
    rows.repartition(7, col("number"), col("id")).write().parquet(files.toString());
    Dataset<Row> stored = SharedSpark.session().read().parquet(files.toString());
    List<Dataset<Row>> shapes =
        List.of(
            stored,
            rows.coalesce(1).sort(col("number").desc(), col("part").desc_nulls_first()),
            rows.repartition(5, col("part")),
            rows.select(col("run_id"), col("*")).drop(rows.col("seq")));
    for (Dataset<Row> shape : shapes) {
      assertThat(root(shape)).isEqualTo(ODD.get("root").asText());
    }
  }

  @Test
  void aChangedCellAMissingRowAndAnotherColumnDo() {
    Dataset<Row> rows = rows(ODD);
    Column first = col("number").equalTo(-1L);
    assertThat(rows.where(first).isEmpty()).isFalse();
    List<Dataset<Row>> changed =
        List.of(
            rows.withColumn(
                "open", functions.when(first, functions.lit(null)).otherwise(col("open"))),
            rows.withColumn("small", functions.coalesce(col("small"), functions.lit((short) 1))),
            rows.where(functions.not(first)),
            rows.withColumnRenamed("day", "date"));
    for (Dataset<Row> shape : changed) {
      assertThat(root(shape)).isNotEqualTo(ODD.get("root").asText());
    }
  }

  @Test
  void manyRowsHaveTheRootThatOneListGives() {
    Dataset<Row> numbers =
        SharedSpark.session().range(0, 5000, 1, 6).select(col("id").multiply(7).as("n"));
    List<CanonicalRow> rows = new ArrayList<>();
    for (long n = 0; n < 5000; n++) {
      rows.add(CanonicalRow.of(java.util.Map.of("n", n * 7)));
    }
    assertThat(TreeOfRows.root("numbers", "2026-09", List.of("n"), numbers.repartition(3)))
        .isEqualTo(TableRoot.of("numbers", "2026-09", List.of("n"), rows));
  }

  @Test
  void sumTreesAreBuiltFromTheSameBlocks() {
    StructType schema =
        new StructType().add("key", DataTypes.StringType).add("leaf", DataTypes.BinaryType);
    SumTree expected = new SumTree("weights", 2);
    List<Row> rows = new ArrayList<>();
    for (int n = 100; n < 150; n++) {
      SumNode leaf = SumNode.leaf(Sums.of(n, 7), new byte[] {(byte) n});
      expected.add("k" + n, leaf);
      rows.add(0, RowFactory.create("k" + n, SumNode.RULE.bytes(leaf)));
    }
    Dataset<Row> leaves =
        SharedSpark.session()
            .createDataFrame(rows, schema)
            .repartitionByRange(4, col("key"))
            .sortWithinPartitions("key");
    TreeBlock<SumNode> block = TreeOfRows.block("Tree of weights", leaves, SumNode.RULE);
    assertThat(block.root(SumNode.RULE, SumNode.empty(2))).isEqualTo(expected.root());
    // One partition: of several the first to fail would be told.
    Dataset<Row> unordered = SharedSpark.session().createDataFrame(rows, schema).coalesce(1);
    assertThatThrownBy(() -> TreeOfRows.block("Tree of weights", unordered, SumNode.RULE))
        .hasMessageContaining("Tree of weights: the key [k148] stands behind [k149].");
  }

  /** Cut into subtrees of a thousand leaves or not, a proof is the same. */
  @Test
  void proofsOfSomeLeavesAreThoseOfTheWholeTree() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      SumNode leaf = SumNode.leaf(Sums.of(i), Integer.toString(i).getBytes(StandardCharsets.UTF_8));
      rows.add(RowFactory.create(String.format(Locale.ROOT, "k%05d", i), SumNode.RULE.bytes(leaf)));
    }
    StructType schema =
        new StructType().add("key", DataTypes.StringType).add("leaf", DataTypes.BinaryType);
    Dataset<Row> leaves =
        SharedSpark.session()
            .createDataFrame(rows, schema)
            .repartitionByRange(3, col("key"))
            .sortWithinPartitions("key");
    Set<List<String>> wanted =
        Set.of(
            List.of("k00000"),
            List.of("k01023"),
            List.of("k01024"),
            List.of("k02499"),
            List.of("gone"));
    assertThat(ProofsOfRows.of(leaves, wanted, SumNode.RULE))
        .hasSize(4)
        .isEqualTo(ProofsOfRows.of(rows, wanted, SumNode.RULE));
  }

  @Test
  void twoRowsOfOneKeyAreRefused() {
    Dataset<Row> twice = SharedSpark.session().range(0, 40, 1, 4).select(col("id").mod(39).as("n"));
    assertThatThrownBy(() -> TreeOfRows.root("numbers", "2026-09", List.of("n"), twice))
        .hasMessageContaining("Table numbers of 2026-09 has two rows of the key [0].");
    Dataset<Row> both = SharedSpark.session().range(0, 2, 1, 2).select(col("id").as("n"));
    assertThatThrownBy(() -> TreeOfRows.root("runs", "", List.of("run_id"), both))
        .hasMessageContaining("Table runs has two rows of the key [].");
  }

  @Test
  void aTableOfOneRowNeedsNoKeyAndAnEmptyOneHasTheRootOfNothing() {
    Dataset<Row> one = SharedSpark.session().range(1).select(col("id").as("n"));
    assertThat(TreeOfRows.root("runs", "", List.of("run_id"), one).root())
        .isEqualTo(CanonicalRow.of(java.util.Map.of("n", 0L)).leaf());
    assertThat(TreeOfRows.root("runs", "", List.of("n"), one.where(col("n").gt(3))))
        .isEqualTo(new TableRoot("runs", "", 0, Hash.EMPTY));
  }

  private static String root(Dataset<Row> rows) {
    return TreeOfRows.root("odd", "2026-09", KEY, rows).root().hex();
  }

  /** A table of the file: its texts, cast by Spark. */
  private static Dataset<Row> rows(JsonNode table) {
    StructType texts = new StructType();
    List<Column> columns = new ArrayList<>();
    for (var column : table.get("columns").properties()) {
      String type = column.getValue().asText();
      Column text = col(column.getKey());
      texts =
          texts.add(
              column.getKey(),
              type.startsWith("array")
                  ? DataTypes.createArrayType(DataTypes.StringType)
                  : DataTypes.StringType);
      columns.add(
          (type.equals("timestamp") ? timestamp_micros(text.cast("bigint")) : text.cast(type))
              .as(column.getKey()));
    }
    List<Row> rows = new ArrayList<>();
    for (JsonNode cells : table.get("rows")) {
      List<@Nullable Object> row = new ArrayList<>();
      for (String name : texts.fieldNames()) {
        JsonNode cell = cells.get(name);
        row.add(cell.isNull() ? null : cell.isArray() ? ProofVectors.texts(cell) : cell.asText());
      }
      rows.add(RowFactory.create(row.toArray()));
    }
    return SharedSpark.session()
        .createDataFrame(rows, texts)
        .select(columns.toArray(new Column[0]));
  }
}
