package org.headwaters.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.contracts.RowRule;
import org.junit.jupiter.api.Test;

/** The rules are SQL that Spark runs on arrival, and an analyst in DuckDB without it. */
final class RowRulesTest {

  @Test
  void everyRuleRunsInDuckDb() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (Table table : Catalogue.ALL) {
        create(statement, table);
        for (RowRule rule : table.contract().rules()) {
          assertThat(broken(statement, table, rule)).as("%s.%s", table, rule.name()).isZero();
        }
      }
    }
  }

  /** In one test, since a session takes seconds; it ends here unless other tests share it. */
  @Test
  void everyRuleIsAConditionForSparkAndAmountsCompareExactly() {
    boolean ours = SparkSession.getDefaultSession().isEmpty();
    SparkSession spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate();
    try {
      for (Table table : Catalogue.ALL) {
        Dataset<Row> none = spark.createDataFrame(List.of(), table.schema());
        for (RowRule rule : table.contract().rules()) {
          assertThat(none.select(functions.expr(rule.expression())).schema().apply(0).dataType())
              .as("%s.%s", table, rule.name())
              .isEqualTo(DataTypes.BooleanType);
        }
      }
      assertThat(agree(spark, "0.006", "0.000001", "1000.999999999999")).isTrue();
      assertThat(agree(spark, "0.006002", "0.000001", "1001.999999999999")).isFalse();
      String most = "999999999999.999999";
      assertThat(agree(spark, "999999999999999999.999999", most, "999999.999999999999")).isFalse();
      assertThat(agree(spark, "-" + most, "-" + most, "1")).isTrue();
    } finally {
      if (ours) {
        spark.stop();
      }
    }
  }

  private static boolean agree(SparkSession spark, String gross, String quantity, String price) {
    String line =
        String.format(
            Locale.ROOT,
            "SELECT CAST('%s' AS DECIMAL(24,6)) gross_amount, CAST('%s' AS DECIMAL(18,6)) quantity,"
                + " CAST('%s' AS DECIMAL(18,12)) unit_price, 'EUR' currency",
            gross,
            quantity,
            price);
    return spark.sql(line).where(rule(Revenue.TABLE, "amounts_agree").expression()).count() == 1;
  }

  @Test
  void theExampleOfEachColumnKeepsTheRules() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (Table table : Catalogue.INPUTS) {
        create(statement, table);
        for (ContractColumn column : table.contract().columns()) {
          List<RowRule> rules =
              table.contract().rules().stream()
                  .filter(rule -> rule.column().equals(column.name()) && alone(table, rule))
                  .toList();
          statement.execute("DELETE FROM " + table);
          statement.execute(
              "INSERT INTO "
                  + table
                  + " ("
                  + column.name()
                  + ") VALUES ('"
                  + column.examples().get(0)
                  + "')");
          for (RowRule rule : rules) {
            assertThat(broken(statement, table, rule)).as("%s.%s", table, rule.name()).isZero();
          }
        }
      }
    }
  }

  @Test
  void aWrongValueBreaksItsRule() throws SQLException {
    assertThat(broken(Revenue.TABLE, "period_is_a_month", "period", "2026-13")).isOne();
    assertThat(broken(Revenue.TABLE, "period_is_a_month", "period", "2026-9")).isOne();
    assertThat(broken(Revenue.TABLE, "period_is_a_month", "period", "20a6-09")).isOne();
    assertThat(broken(Revenue.TABLE, "currency_is_a_code", "currency", "eur")).isOne();
    assertThat(broken(Revenue.TABLE, "has_an_amount", "quantity", "1")).isOne();
    assertThat(broken(Revenue.TABLE, "amounts_agree", AMOUNTS, "100.004', '2', '50', 'EUR"))
        .isZero();
    assertThat(broken(Revenue.TABLE, "amounts_agree", AMOUNTS, "100.006', '2', '50', 'EUR"))
        .isOne();
    assertThat(broken(Revenue.TABLE, "amounts_agree", AMOUNTS, "100.4', '2', '50', 'JPY")).isZero();
    assertThat(broken(Revenue.TABLE, "amounts_agree", AMOUNTS, "100.4', '2', '50', 'KWD")).isOne();
    assertThat(broken(Derivations.TABLE, "relation_is_known", "relation", "cousin")).isOne();
    assertThat(broken(Claims.TABLE, "pattern_names_a_source", "pattern", "domain:")).isOne();
    assertThat(broken(ManifestEntries.TABLE, "tokens_not_negative", "token_count", "-1")).isOne();
  }

  private static final String AMOUNTS = "gross_amount, quantity, unit_price, currency";

  private static long broken(Table table, String rule, String columns, String values)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      create(statement, table);
      statement.execute("INSERT INTO " + table + " (" + columns + ") VALUES ('" + values + "')");
      return broken(statement, table, rule(table, rule));
    }
  }

  private static RowRule rule(Table table, String name) {
    return table.contract().rules().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static long broken(Statement statement, Table table, RowRule rule) throws SQLException {
    try (ResultSet result =
        statement.executeQuery(
            "SELECT COUNT(*) FROM " + table + " WHERE NOT (" + rule.expression() + ")")) {
      result.next();
      return result.getLong(1);
    }
  }

  /** Whether the rule looks at its own column only. */
  private static boolean alone(Table table, RowRule rule) {
    return table.contract().columns().stream()
        .map(ContractColumn::name)
        .filter(name -> !name.equals(rule.column()))
        .noneMatch(name -> rule.expression().matches(".*\\b" + name + "\\b.*"));
  }

  /** Without NOT NULL: a rule is tried on the columns that it speaks of. */
  private static void create(Statement statement, Table table) throws SQLException {
    String columns =
        table.contract().columns().stream()
            .map(column -> column.name() + " " + duckType(column.type()))
            .collect(Collectors.joining(", "));
    statement.execute("CREATE TABLE " + table + " (" + columns + ")");
  }

  private static String duckType(String type) {
    return type.equals("array<string>") ? "varchar[]" : type.toUpperCase(Locale.ROOT);
  }
}
