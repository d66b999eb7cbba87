package org.headwaters.contracts;

/**
 * What must hold for every row of a table.
 *
 * @param name short name, as it stands in {@code rejects.rule}
 * @param column the column that the rule speaks of, as it stands in {@code rejects.column_name}
 * @param expression a Spark SQL condition over the row that DuckDB understands as well. A row
 *     breaks the rule when it is false; null holds, since missing values are the matter of {@link
 *     ContractColumn#required}.
 * @param description what must hold, as a sentence
 * @param fix what to do about a row that breaks the rule, as a sentence
 */
public record RowRule(
    String name, String column, String expression, String description, String fix) {}
