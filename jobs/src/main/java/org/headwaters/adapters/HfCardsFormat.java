package org.headwaters.adapters;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.Table;

/**
 * Model and data set cards: a folder of {@code models/<org>/<name>/README.md} and {@code
 * datasets/<org>/<name>/README.md} (the hub's own cache folders too), or a dump in JSON Lines.
 * Named under assets and under derivations: each table takes its part of the cards.
 */
final class HfCardsFormat implements InputFormat {
  private static final String CARD = "README.md";

  @Override
  public String name() {
    return "hf-cards";
  }

  @Override
  public boolean claims(String fileName) {
    return false;
  }

  private static boolean isCard(String name) {
    return name.equals(CARD) || TextFiles.endsWith(name, ".jsonl");
  }

  @Override
  public Set<String> options() {
    return Set.of("aliases");
  }

  @Override
  public Set<String> fileOptions() {
    return Set.of("aliases");
  }

  @Override
  public boolean recognises(Glance at, Sniffer notes) {
    boolean folderOfCards = Files.isDirectory(at.path()) && at.has(CARD);
    boolean dump =
        at.keys().contains("id")
            && (at.keys().contains("cardData") || at.keys().contains("card_data"));
    return (folderOfCards || dump)
        && notes.add(Assets.TABLE.name(), this, at, notes.aliases())
        && notes.add(Derivations.TABLE.name(), this, at, notes.aliases());
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    OutsideText.check(source, table, List.of(Assets.TABLE, Derivations.TABLE), this);
    String aliases = OutsideText.option(source, "aliases");
    AssetNames names =
        aliases == null
            ? AssetNames.none()
            : AssetNames.read(aliases, InputFiles.configuration(spark));
    CardRows rows = new CardRows(table == Derivations.TABLE, names, RawRow.Shape.of(table));
    // HashMap and TreeSet go along with Spark's tasks.
    HashMap<String, Set<String>> beside = new HashMap<>();
    for (String file : InputFiles.matching(spark, source, name -> true)) {
      Path path = new Path(file);
      if (path.getName().equals("adapter_config.json") || path.getName().endsWith(".gguf")) {
        beside
            .computeIfAbsent(InputFiles.shown(path.getParent().toString()), f -> new TreeSet<>())
            .add(path.getName());
      }
    }
    return OutsideText.read(
        spark,
        source,
        table,
        new OutsideText.Reading(
            HfCardsFormat::isCard,
            (file, in) ->
                new RowFeed(
                    file.endsWith(".md")
                        ? new CardFile(file, in, beside, rows)
                        : new CardDump(file, in, rows))));
  }
}
