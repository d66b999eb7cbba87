package org.headwaters.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.headwaters.core.UsageError;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Table;

/**
 * Private tables that lie where anybody may read: in a lake of before persons had pseudonyms their
 * ids lie open, in tables, logs and files that no table names any more.
 */
public final class OpenTables {
  private OpenTables() {}

  /** UsageError, with what to do, for a lake that has such tables. */
  public static void refuse(Lake lake) {
    List<String> open =
        Catalogue.ALL.stream()
            .filter(table -> table.contract().isPrivate())
            .filter(table -> liesOpen(lake, table))
            .map(Table::name)
            .toList();
    UsageError.check(
        open.isEmpty(),
        "The lake %s was made by an earlier version: %s lie outside its folder private, with ids of"
            + " persons in the clear. Name an empty folder as `lake` and run again, which brings"
            + " the same inputs in; then delete the old folder.",
        lake.root(),
        String.join(", ", open));
  }

  private static boolean liesOpen(Lake lake, Table table) {
    FileSystem files = lake.fileSystem();
    try {
      return files.exists(new Path(lake.root(), table.name() + "/_delta_log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
