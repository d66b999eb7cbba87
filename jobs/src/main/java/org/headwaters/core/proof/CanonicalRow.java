package org.headwaters.core.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table as it is hashed: an object of column to text. A cell without a value is a
 * member that is not there. Columns that only say which run or booking made the row are left out,
 * so that the same result has the same root whoever computed it, and when.
 */
public final class CanonicalRow {
  /** Columns that are no part of what a row says. */
  public static final Set<String> LEFT_OUT = Set.of("seq", "run_id", "booking_id");

  private final SortedMap<String, Json> cells;

  private CanonicalRow(SortedMap<String, Json> cells) {
    this.cells = cells;
  }

  /**
   * The row with these cells: {@code String}, {@code Long}, {@code Integer}, {@code Short}, {@code
   * BigInteger}, {@code BigDecimal}, {@code Boolean}, {@code LocalDate}, {@code Instant}, a list of
   * these, or null.
   *
   * @throws Breach for a value of another type, naming its column
   */
  public static CanonicalRow of(Map<String, ? extends @Nullable Object> cells) {
    SortedMap<String, Json> texts = new TreeMap<>();
    cells.forEach(
        (column, value) -> {
          if (value != null && !LEFT_OUT.contains(column)) {
            texts.put(column, CellText.of(column, value));
          }
        });
    return new CanonicalRow(texts);
  }

  /**
   * The cells of a row without arrays, by column.
   *
   * @throws Breach for an array
   */
  public SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    cells.forEach(
        (column, cell) -> {
          if (!(cell instanceof Json.Text text)) {
            throw new Breach("Column %s is an array, no text.", column);
          }
          texts.put(column, text.value());
        });
    return texts;
  }

  /** The canonical text's UTF-8 bytes: the data of the row's leaf. */
  public byte[] bytes() {
    return Json.object(cells).bytes();
  }

  /** The row's leaf in its table's tree. */
  public Hash leaf() {
    return Hash.ofLeaf(bytes());
  }

  /**
   * What the row is ordered by: the texts of the key's columns, those left out apart. A missing
   * cell is null.
   *
   * @param columns the table's key, in its order
   * @throws Breach for an array, which cannot be a key
   */
  public List<@Nullable String> key(List<String> columns) {
    List<@Nullable String> key = new ArrayList<>();
    for (String column : columns) {
      if (!LEFT_OUT.contains(column)) {
        Json cell = cells.get(column);
        Breach.check(!(cell instanceof Json.Array), "Column %s is an array, no key.", column);
        key.add(cell instanceof Json.Text text ? text.value() : null);
      }
    }
    return key;
  }

  @Override
  public String toString() {
    return Json.object(cells).canonical();
  }
}
