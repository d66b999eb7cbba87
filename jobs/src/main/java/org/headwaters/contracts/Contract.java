package org.headwaters.contracts;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What {@code schemas/<name>.yaml} says about one table.
 *
 * @param version version of the contract
 * @param role who fills the table
 * @param delivery what a new delivery does to the rows before it; present for inputs only
 * @param scope the column that names the crawl or data set within which deliveries count, where the
 *     table has one
 * @param isPrivate holds personal data: lives under {@code private/}, is never published
 * @param description what the table is for, what it is not, how it is used
 * @param grain what one row is
 * @param columns in the order of the schema
 * @param rules what must hold for every row, in the order of the file
 */
public record Contract(
    String name,
    String version,
    Role role,
    Optional<Delivery> delivery,
    Optional<String> scope,
    boolean isPrivate,
    Description description,
    String grain,
    List<ContractColumn> columns,
    List<RowRule> rules) {

  /** Who fills a table. */
  public enum Role {
    /** Delivered from outside. */
    INPUT,
    /** Made by a run or by {@code link} and {@code contribute}. */
    OUTPUT,
    /** The lake's own books: what arrived, what was rejected, what counts. */
    CONTROL
  }

  /** What a new delivery does to the rows that were delivered before. */
  public enum Delivery {
    /** The delivery is the whole table. */
    REPLACES,
    /** The delivery adds rows; of one key the latest counts, {@code deleted} takes it back. */
    LATEST_WINS
  }

  /** Three texts for readers. */
  public record Description(String purpose, String limitations, String usage) {}

  public Contract {
    columns = List.copyOf(columns);
    rules = List.copyOf(rules);
  }

  /** Names of the key's columns, in the key's order. */
  public List<String> key() {
    return columns.stream()
        .filter(ContractColumn::inKey)
        .sorted(Comparator.comparingInt(ContractColumn::keyPosition))
        .map(ContractColumn::name)
        .toList();
  }

  /** Names of the columns that the table is partitioned by, outermost first. */
  public List<String> partitions() {
    return columns.stream()
        .filter(column -> column.partitionPosition() > 0)
        .sorted(Comparator.comparingInt(ContractColumn::partitionPosition))
        .map(ContractColumn::name)
        .toList();
  }
}
