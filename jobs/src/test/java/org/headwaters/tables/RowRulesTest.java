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
import org.headwaters.contracts.ContractColumn;
import org.headwaters.contracts.RowRule;
import org.junit.jupiter.api.Test;

/** The rules are SQL that an analyst can run without Spark: DuckDB runs them here. */
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
      return broken(
          statement,
          table,
          table.contract().rules().stream()
              .filter(candidate -> candidate.name().equals(rule))
              .findFirst()
              .orElseThrow());
    }
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
