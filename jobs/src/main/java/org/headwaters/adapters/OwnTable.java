package org.headwaters.adapters;

import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Table;

/**
 * Whether a file or folder is one of our own tables, by its columns.
 *
 * @param named the table that it is named after
 * @param head its first rows, where it holds text
 */
record OwnTable(PathPreview at, Optional<Table> named, Optional<FileHead> head) {
  static OwnTable of(PathPreview at) {
    Optional<Table> named =
        Catalogue.INPUTS.stream()
            .filter(
                table -> at.name().equals(table.name()) || at.name().startsWith(table.name() + "."))
            .findFirst();
    return new OwnTable(at, named, at.rows());
  }

  /** Whether the table could be read from it with no more settings than its path. */
  boolean fits(Table table) {
    if (Files.isDirectory(at.path().resolve("_delta_log"))) {
      return named.isPresent(); // its columns are in its log: the name has to do
    }
    if (!at.parquetColumns().isEmpty()) {
      return fits(table, at.parquetColumns());
    }
    boolean ending =
        at.names().stream()
            .allMatch(name -> Formats.ROWS.stream().anyMatch(format -> format.claims(name)));
    return ending && head.map(each -> each.plain() && fits(table, each.columns())).orElse(false);
  }

  private static boolean fits(Table table, Collection<String> columns) {
    InputSource asItIs =
        new InputSource(table.name(), "", "", Map.of(), Map.of(), Map.of(), Map.of());
    return List.of(table.schema().fieldNames()).containsAll(columns)
        && columns.containsAll(ColumnMap.of(asItIs, table).needed());
  }

  /** The only table that its columns fit. */
  Optional<Table> fitting() {
    List<Table> fitting = Catalogue.INPUTS.stream().filter(this::fits).toList();
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }
}
