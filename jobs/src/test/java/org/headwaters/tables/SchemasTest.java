package org.headwaters.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.headwaters.contracts.Contract;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.contracts.RelationAliases;
import org.headwaters.contracts.RowRule;
import org.headwaters.core.Breach;
import org.headwaters.core.UsageError;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class SchemasTest {
  private static final Path HOME = Path.of(System.getProperty("headwaters.home", ".."));

  /** Where the schema that Common Crawl publishes lies on a developer's machine. */
  private static final Path COMMON_CRAWL =
      Path.of(
          System.getProperty(
              "headwaters.real", HOME.resolve("../shared/real").normalize().toString()),
          "cc-index/cc-index-schema-flat.json");

  @Test
  void everySchemaFileHasATableAndTheOtherWayRound() throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve("schemas"))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString().replace(".yaml", ""))
              .filter(name -> !name.equals("relation-aliases"))
              .sorted()
              .toList();
      assertThat(Catalogue.ALL.stream().map(Table::name).sorted()).isEqualTo(names);
    }
  }

  @Test
  void everyTableHasAClassWithAConstantForEachColumn() throws ReflectiveOperationException {
    for (Table table : Catalogue.ALL) {
      Class<?> type = Class.forName("org.headwaters.tables." + className(table.name()));
      List<String> constants = new ArrayList<>();
      for (Field field : type.getDeclaredFields()) {
        if (field.getType() == String.class && Modifier.isPublic(field.getModifiers())) {
          assertThat(field.get(null)).isEqualTo(field.getName().toLowerCase(Locale.ROOT));
          constants.add((String) field.get(null));
        }
      }
      assertThat(type.getField("TABLE").get(null)).isSameAs(table);
      // What Java reads and writes as records is held to the contract by its codec.
      boolean records = Stream.of(type.getFields()).anyMatch(f -> f.getType() == Codec.class);
      assertThat(
              Stream.of(table.schema().fieldNames()).filter(n -> !records || constants.contains(n)))
          .containsExactlyElementsOf(constants);
    }
  }

  @Test
  void theUnitInAColumnsNameIsItsType() {
    for (Table table : Catalogue.ALL) {
      for (ContractColumn column : table.contract().columns()) {
        if (column.name().endsWith("_micros")) {
          assertThat(column.type()).as("%s.%s", table, column.name()).isEqualTo("bigint");
        }
        if (column.name().endsWith("ppm")) {
          assertThat(column.type()).as("%s.%s", table, column.name()).isEqualTo("int");
        }
      }
    }
  }

  @Test
  void keysOfInputsAreNeverNull() {
    for (Table table : Catalogue.INPUTS) {
      assertThat(table.key()).as(table.name()).isNotEmpty();
      for (String column : table.key()) {
        assertThat(table.schema().apply(column).nullable()).as("%s.%s", table, column).isFalse();
      }
    }
  }

  @Test
  void onlyTablesWhoseLatestRowWinsCanTakeRowsBack() {
    for (Table table : Catalogue.ALL) {
      boolean latestWins =
          table.contract().delivery().stream().anyMatch(Contract.Delivery.LATEST_WINS::equals);
      assertThat(table.schema().getFieldIndex("deleted").isDefined())
          .as(table.name())
          .isEqualTo(latestWins);
    }
  }

  @Test
  void resultsOfARunArePartitionedByPeriodAndRun() {
    for (Table table : Catalogue.OUTPUTS) {
      if (table.schema().getFieldIndex("run_id").isDefined()) {
        assertThat(table.partitions()).as(table.name()).containsExactly("period", "run_id");
      }
    }
  }

  @Test
  void inputsArePartitionedByTheirDeliveriesAlone() {
    for (Table table : Catalogue.INPUTS) {
      assertThat(table.contract().partitions()).as(table.name()).isEmpty();
      assertThat(table.partitions()).containsExactly(Table.DELIVERY_SEQ, Table.DELIVERY_ID);
      assertThat(table.stored().fieldNames()).endsWith(Table.DELIVERY_ID, Table.DELIVERY_SEQ);
    }
  }

  /** A backslash in the data would end the whole ingest. */
  @Test
  void noRuleBuildsAPatternFromData() {
    for (Table table : Catalogue.ALL) {
      for (RowRule rule : table.contract().rules()) {
        assertThat(rule.expression())
            .as("%s.%s", table, rule.name())
            .doesNotContainPattern("(?i)LIKE (?!')|rlike|regexp");
      }
    }
  }

  @Test
  void rulesHaveNamesOfTheirOwn() {
    for (Table table : Catalogue.ALL) {
      assertThat(table.contract().rules().stream().map(RowRule::name))
          .as(table.name())
          .doesNotHaveDuplicates();
    }
  }

  /** Names, types and order; we ask for less to be there than Common Crawl gives. */
  @Test
  void capturesBeginWithCommonCrawlsColumnsUnchanged() throws IOException {
    boolean present = Files.exists(COMMON_CRAWL);
    if (!present) {
      System.err.println("SKIPPED: no " + COMMON_CRAWL + "; set -Dheadwaters.real to its folder.");
    }
    Assumptions.assumeTrue(present, "no " + COMMON_CRAWL);
    StructType published = (StructType) DataType.fromJson(Files.readString(COMMON_CRAWL));
    List<String> expected =
        Stream.of(published.asNullable().fields()).map(SchemasTest::shape).toList();
    assertThat(
            Stream.of(Captures.TABLE.schema().asNullable().fields())
                .limit(32)
                .map(SchemasTest::shape))
        .hasSize(32)
        .isEqualTo(expected);
  }

  @Test
  void storedInputsSayWhichDeliveryBroughtEachRow() {
    StructType stored = Revenue.TABLE.stored();
    assertThat(stored.size()).isEqualTo(Revenue.TABLE.schema().size() + 2);
    assertThat(stored.apply(Table.DELIVERY_ID).dataType()).isEqualTo(DataTypes.StringType);
    assertThat(stored.apply(Table.DELIVERY_SEQ).dataType()).isEqualTo(DataTypes.LongType);
    assertThat(Pools.TABLE.stored()).isEqualTo(Pools.TABLE.schema());
  }

  @Test
  void aColumnCarriesItsDescriptionAsComment() {
    StructField weight = Derivations.TABLE.schema().apply(Derivations.WEIGHT);
    assertThat(weight.dataType()).isEqualTo(DataTypes.createDecimalType(38, 20));
    assertThat(weight.nullable()).isTrue();
    assertThat(weight.getComment().get()).startsWith("How much of the parent is in the child");
  }

  @Test
  void anUnknownColumnIsNamedWithTheKnownOnes() {
    assertThatThrownBy(() -> ExchangeRates.TABLE.column("rates"))
        .isInstanceOf(Breach.class)
        .hasMessage(
            "Table exchange_rates has no column rates. Its columns are rate_date, currency, rate.");
  }

  @Test
  void anUnknownTableIsNamedWithTheKnownOnes() {
    assertThat(Catalogue.named("claims")).isSameAs(Claims.TABLE);
    assertThatThrownBy(() -> Catalogue.named("claim"))
        .isInstanceOf(UsageError.class)
        .hasMessageStartingWith("There is no table claim. Use one of captures, manifest_entries,");
  }

  @Test
  void everyAliasMeansARelationThatDerivationsAccept() {
    String rule =
        Derivations.TABLE.contract().rules().stream()
            .filter(candidate -> candidate.name().equals("relation_is_known"))
            .map(RowRule::expression)
            .collect(Collectors.joining());
    for (String relation : RelationAliases.load().known()) {
      assertThat(rule).contains("'" + relation + "'");
    }
  }

  private static String shape(StructField field) {
    return field.name() + " " + field.dataType().sql() + (field.nullable() ? "" : " NOT NULL");
  }

  private static String className(String table) {
    return Stream.of(table.split("_", -1))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }
}
