package org.headwaters.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Table;

/** The inputs of a world, its rows in another order and divided over other files or deliveries. */
final class ShuffledWorld {
  private final Path inputs;
  private final Random random;

  ShuffledWorld(Path inputs, long seed) {
    this.inputs = inputs;
    this.random = new Random(seed);
  }

  /**
   * Writes as many input folders as there are deliveries. Rows of tables whose deliveries add up
   * are divided over all of them, the other tables stand whole in the first.
   */
  List<Path> write(Path to, int deliveries, int filesPerTable) throws IOException {
    List<Path> folders = new ArrayList<>();
    for (int delivery = 0; delivery < deliveries; delivery++) {
      folders.add(Files.createDirectories(to.resolve("delivery-" + delivery)));
    }
    for (Table table : Catalogue.INPUTS) {
      List<Path> files = files(table);
      if (files.isEmpty()) {
        continue;
      }
      String name = files.get(0).getFileName().toString();
      String ending = name.substring(name.lastIndexOf('.'));
      String header = "";
      List<String> rows = new ArrayList<>();
      for (Path file : files) {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        header = ending.equals(".csv") ? lines.get(0) + "\n" : "";
        rows.addAll(ending.equals(".csv") ? lines.subList(1, lines.size()) : lines);
      }
      Collections.shuffle(rows, random);
      int parts = (table.latestWins() ? deliveries : 1) * filesPerTable;
      for (int part = 0; part < parts; part++) {
        StringBuilder text = new StringBuilder(header);
        for (int row = part; row < rows.size(); row += parts) {
          text.append(rows.get(row)).append('\n');
        }
        Path folder =
            Files.createDirectories(folders.get(part / filesPerTable).resolve(table.name()));
        Files.writeString(folder.resolve("z" + (parts - part) + ending), text);
      }
    }
    return folders;
  }

  /** The table's one file, or all files of its folder. */
  private List<Path> files(Table table) throws IOException {
    try (Stream<Path> all = Files.walk(inputs)) {
      return all.filter(Files::isRegularFile)
          .filter(
              file -> {
                String top = inputs.relativize(file).getName(0).toString();
                return top.equals(table.name()) || top.startsWith(table.name() + ".");
              })
          .sorted()
          .toList();
    }
  }
}
