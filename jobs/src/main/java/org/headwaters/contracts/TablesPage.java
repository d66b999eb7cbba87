package org.headwaters.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes {@code docs/tables.md}: all tables for readers, from their contracts alone. */
public final class TablesPage {
  private static final String HEAD =
      """
      # The tables

      Written from `schemas/*.yaml`; change those, not this page. The command that renews it:
      `./mvnw -q -pl jobs test -Dtest=TablesPageTest -Dheadwaters.renew=true`

      - A column that is *required* is never null in the lake. Where it has a default, a missing value means that.
      - Money columns end in `_micros`: whole millionths of the reporting currency's major unit. Columns that end in `ppm` are parts per million.
      - Times are UTC, to the second. Key order is that of the whole key's UTF-8 bytes.
      - A row breaks a rule when the condition is false; a condition that is null holds. Rows of inputs that break a rule go to `rejects`, the rest goes on.
      - Every stored input table has two columns more: `delivery_id` (string, required), SHA-256 of the delivery that brought the row, and
        `delivery_seq` (bigint, required), the delivery's number in the lake. It is partitioned by these two.
      - *replaces*: a delivery is the whole table. *latest wins*: a delivery adds rows, of one key the latest counts, and `deleted` = true takes a row back.
      - Private tables hold personal data. They lie under `private/` and are never published.
      - Spellings of relations that are common outside are understood too: `schemas/relation-aliases.yaml`.
      """;

  private TablesPage() {}

  /** The whole page; ends with a line feed. Tables in the order given, grouped by role. */
  public static String render(List<Contract> contracts) {
    StringBuilder page = new StringBuilder(HEAD);
    for (Contract.Role role : Contract.Role.values()) {
      List<Contract> tables = contracts.stream().filter(table -> table.role() == role).toList();
      page.append("\n## ")
          .append(title(role))
          .append("\n\n| table | one row is |\n| --- | --- |\n");
      for (Contract table : tables) {
        row(page, List.of("[" + table.name() + "](#" + table.name() + ")", grain(table)));
      }
      for (Contract table : tables) {
        table(page, table);
      }
    }
    return page.toString();
  }

  private static String title(Contract.Role role) {
    return switch (role) {
      case INPUT -> "Inputs";
      case OUTPUT -> "Results";
      case CONTROL -> "The lake's own books";
    };
  }

  private static void table(StringBuilder page, Contract table) {
    Contract.Description description = table.description();
    page.append("\n### ").append(table.name()).append("\n\n");
    page.append(text(description.purpose())).append(' ').append(text(description.usage()));
    page.append("\n").append(text(description.limitations())).append("\n\n");
    page.append("- Grain: ").append(grain(table)).append('\n');
    page.append("- Key: ").append(names(table.key())).append('\n');
    if (table.role() != Contract.Role.INPUT) {
      page.append("- Partitioned by: ").append(names(table.partitions())).append('\n');
    }
    table
        .delivery()
        .ifPresent(delivery -> page.append("- Delivery: ").append(words(delivery)).append('\n'));
    if (table.isPrivate()) {
      page.append("- Private\n");
    }
    page.append("\n| column | type | required | description | example |\n");
    page.append("| --- | --- | --- | --- | --- |\n");
    for (ContractColumn column : table.columns()) {
      row(
          page,
          List.of(
              "`" + column.name() + "`",
              column.type(),
              required(column),
              text(column.description()),
              "`" + cell(column.examples().get(0)) + "`"));
    }
    if (!table.rules().isEmpty()) {
      page.append("\n| rule | column | what must hold | what to do |\n| --- | --- | --- | --- |\n");
    }
    for (RowRule rule : table.rules()) {
      row(
          page,
          List.of(
              "`" + rule.name() + "`",
              "`" + rule.column() + "`",
              text(rule.description()),
              text(rule.fix())));
    }
  }

  private static String grain(Contract table) {
    return text(table.grain());
  }

  private static String words(Contract.Delivery delivery) {
    return delivery.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String required(ContractColumn column) {
    List<String> words = new ArrayList<>();
    if (column.required()) {
      words.add("yes");
    }
    if (column.defaultValue() != null) {
      words.add("default " + (column.defaultValue().isEmpty() ? "empty" : column.defaultValue()));
    }
    if (column.form() != null) {
      words.add("form " + column.form().key());
    }
    if (column.personal()) {
      words.add("personal");
    }
    return String.join(", ", words);
  }

  private static String names(List<String> names) {
    return names.isEmpty() ? "nothing" : "`" + String.join("`, `", names) + "`";
  }

  private static void row(StringBuilder page, List<String> cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** Angle brackets would vanish as tags, a bar would end the cell. */
  private static String text(String text) {
    return cell(text).replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
