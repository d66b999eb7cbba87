package org.headwaters.adapters;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;

/**
 * Model and data set cards: a folder of {@code models/<org>/<name>/README.md} and {@code
 * datasets/<org>/<name>/README.md} (the hub's own cache folders too), or what the hub's API
 * answers, as JSON or JSON Lines. Named under assets and under derivations: each table takes its
 * part of the cards.
 */
final class HfCardsFormat implements InputFormat {
  private static final String KIND = "kind";
  private static final int DUMP_BYTES = 256 << 20;

  @Override
  public String name() {
    return "hf-cards";
  }

  @Override
  public boolean claims(String fileName) {
    return false;
  }

  @Override
  public Set<String> options() {
    return Set.of("aliases", KIND);
  }

  @Override
  public Set<String> fileOptions() {
    return Set.of("aliases");
  }

  @Override
  public boolean recognises(PathPreview at, Sniffer notes) {
    boolean folderOfCards = Files.isDirectory(at.path()) && at.has(CardFolder.CARD);
    boolean dump = CardDump.looksLikeIt(at.cardKeys());
    if (!folderOfCards && !dump) {
      return false;
    }
    Map<String, Object> options = new LinkedHashMap<>(notes.aliases());
    String kind = dump ? at.hubKind() : "";
    if (!kind.isEmpty()) {
      options.put(KIND, kind);
      notes.check(at.name() + " is taken as cards of kind " + kind + " where they do not say it");
    }
    return notes.add(Assets.TABLE.name(), this, at, options)
        && notes.add(Derivations.TABLE.name(), this, at, options);
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
    CardFolder folder = CardFolder.look(spark, source, fields.driver());
    String kind = kind(source);
    Dataset<Row> cards =
        TextFiles.read(
            spark,
            folder.cards(),
            RawRows.text(table),
            fields,
            (file, in, counts) ->
                file.endsWith(".md")
                    ? new RowFeed(
                        new CardFile(new CardFile.Opened(file, in, counts), folder.beside(), rows))
                    : dump(in, new CardDump(file, kind, rows, counts)));
    return Adjustment.apply(cards, source, table);
  }

  private static String kind(InputSource source) {
    String said = OutsideText.option(source, KIND);
    String kind = said == null ? "" : CardKind.named(said);
    UsageError.check(
        said == null || !kind.isEmpty(),
        "inputs.%s.%s is %s; write model or dataset, or leave it out where the cards say it.",
        source.table(),
        KIND,
        String.valueOf(said));
    return kind;
  }

  private static Iterator<Row> dump(InputStream in, CardDump dump) {
    if (!CardFolder.isWhole(dump.file())) {
      return new RowFeed(dump.lines(in));
    }
    boolean[] read = {false};
    return new RowFeed(
        out -> {
          if (!read[0]) {
            read[0] = true;
            dump.whole(text(dump.file(), in), out);
            return true;
          }
          return false;
        });
  }

  private static String text(String file, InputStream in) {
    try {
      byte[] bytes = in.readNBytes(DUMP_BYTES + 1);
      InvalidInput.check(
          bytes.length <= DUMP_BYTES,
          "%s has more than %d bytes in one JSON text. Write one card a line, as .jsonl.",
          file,
          DUMP_BYTES);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }
}
