package org.headwaters.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.UsageError;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Table;

/** A folder with one file or folder for each input table, named after it (DESIGN §3). */
final class InputFolder {
  private InputFolder() {}

  /** The sources found, by table; a table that is not there is not delivered. */
  static Map<String, List<InputSource>> sources(String folder) {
    Path root = Path.of(folder);
    if (!Files.isDirectory(root)) {
      throw new UsageError(
          "Cannot read inputs.folder %s: no such folder. Correct the setting, or name each table's path.",
          folder);
    }
    Map<String, List<InputSource>> sources = new TreeMap<>();
    for (Table table : Catalogue.INPUTS) {
      List<InputSource> found = new ArrayList<>();
      for (Path path : named(root, table.name())) {
        found.add(
            new InputSource(
                table.name(), "", path.toString(), Map.of(), Map.of(), Map.of(), Map.of()));
      }
      if (!found.isEmpty()) {
        sources.put(table.name(), found);
      }
    }
    return sources;
  }

  private static List<Path> named(Path root, String table) {
    try (Stream<Path> children = Files.list(root)) {
      return children
          .filter(
              path -> {
                String name = path.getFileName().toString();
                return name.equals(table) || name.startsWith(table + ".");
              })
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
