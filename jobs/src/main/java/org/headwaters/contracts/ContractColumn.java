package org.headwaters.contracts;

import java.util.List;
import org.headwaters.core.door.Form;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param type Spark SQL's name of the type, such as {@code bigint} or {@code decimal(24,6)}
 * @param required never null in the lake; a default has been applied by then
 * @param keyPosition place in the table's key, from 1; 0 for a column outside the key
 * @param partitionPosition place among the columns by which the table is partitioned, from 1; 0 for
 *     the others
 * @param defaultValue text of the value that a missing one stands for, in the notation of a CSV
 *     file; null where missing means unknown
 * @param personal personal data, to be kept in private tables only
 * @param identifier an id: Unicode NFC, trimmed, without hidden characters
 * @param person how it speaks of a person; null if it does not, or only by pseudonym
 * @param form what its text must be in the eyes of core's parsers; null for free text
 * @param rounded of a decimal, the column that takes its text where it had more decimals than are
 *     kept and was rounded; null where such a number is refused
 * @param examples at least one value, as text
 */
public record ContractColumn(
    String name,
    String type,
    boolean required,
    int keyPosition,
    int partitionPosition,
    @Nullable String defaultValue,
    boolean personal,
    boolean identifier,
    @Nullable PersonColumn person,
    @Nullable Form form,
    @Nullable String rounded,
    String description,
    List<String> examples) {
  public ContractColumn {
    examples = List.copyOf(examples);
  }

  /** Whether the column is part of the table's key. */
  public boolean inKey() {
    return keyPosition > 0;
  }
}
